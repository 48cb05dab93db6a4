package dev.headgate.core.rendered;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.DuplicateObjectException;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.NormalForm;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Origin;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.flux.FluxKustomization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A rendering of a tree with what CI rendered beside it. The tree is never replaced:
 *
 * <ul>
 *   <li>an object that the tree has too is the tree's; Headgate rendered that itself
 *   <li>an object that stands twice in the supplement counts once if both are the same, else the
 *       supplement is refused: nobody could tell which of the two would win
 *   <li>every other object is compared, classified, checked and run like those of the tree, and
 *       belongs to the HelmRelease or Kustomization that its labels name
 * </ul>
 */
public final class Supplemented {

  private static final String KUSTOMIZE = FluxKustomization.GROUP + "/";
  private static final String KEEP = "helm.sh/resource-policy";

  private final Rendering tree;
  private final Supplement supplement;
  private final Owners owners;
  private final Scopes scopes;
  private final Map<ObjectKey, Manifest> added = new TreeMap<>();
  private final Map<String, Integer> objectsByRelease = new HashMap<>();
  private final List<Gap> gaps = new ArrayList<>();

  private Supplemented(Rendering tree, Supplement supplement) {
    this.tree = tree;
    this.supplement = supplement;
    this.owners = new Owners(tree.manifests());
    var all = new ArrayList<>(tree.manifests().all());
    all.addAll(supplement.objects());
    this.scopes = new Scopes(all);
  }

  /**
   * The tree's rendering with the supplement's objects.
   *
   * @throws DuplicateObjectException when two different objects of the supplement have one key
   */
  public static Rendering of(Rendering tree, Supplement supplement) {
    var supplemented = new Supplemented(tree, supplement);
    supplement.objects().forEach(supplemented::add);
    return supplemented.rendering();
  }

  private void add(Manifest object) {
    if (tree.manifests().get(object.key()).isPresent()) {
      return;
    }
    var owned = owned(object);
    if (tree.manifests().get(owned.key()).isPresent()) {
      return;
    }
    var before = added.putIfAbsent(owned.key(), owned);
    if (before == null) {
      objectsByRelease.merge(owned.origin().release(), 1, Integer::sum);
      tellPlaceholders(owned);
    } else if (!NormalForm.digest(before).equals(NormalForm.digest(owned))) {
      throw new DuplicateObjectException(owned.key(), before.origin(), owned.origin());
    }
  }

  private Manifest owned(Manifest object) {
    return owners
        .of(object)
        .map(release -> ofRelease(object, release))
        .orElseGet(() -> ofKustomization(object));
  }

  private Manifest ofRelease(Manifest object, Release release) {
    var origin =
        new Origin(
            release.kustomization(),
            object.origin().file(),
            release.key().toString(),
            supplement.vouched());
    var kept =
        object.content().path("metadata").path("annotations").path(KEEP).asText().equals("keep");
    var placed = placed(object, release.namespace());
    return new Manifest(
        placed.key(), placed.apiVersion(), placed.content(), origin, !kept && object.prune());
  }

  /** Helm puts what names no namespace into that of the release. */
  private Manifest placed(Manifest object, String namespace) {
    var key = object.key();
    if (!key.namespace().isEmpty() || !scopes.isNamespaced(key)) {
      return object;
    }
    ObjectNode content = object.content().deepCopy();
    content.withObjectProperty("metadata").put("namespace", namespace);
    return new Manifest(
        new ObjectKey(key.group(), key.kind(), namespace, key.name()),
        object.apiVersion(),
        content,
        object.origin(),
        object.prune());
  }

  private Manifest ofKustomization(Manifest object) {
    var labels = object.content().path("metadata").path("labels");
    var name = labels.path(KUSTOMIZE + "name").asText("");
    var id = name.isEmpty() ? "" : labels.path(KUSTOMIZE + "namespace").asText("") + "/" + name;
    var origin = new Origin(id, object.origin().file(), "", supplement.vouched());
    return new Manifest(
        object.key(), object.apiVersion(), object.content(), origin, object.prune());
  }

  private void tellPlaceholders(Manifest object) {
    if (Placeholders.isIn(object)) {
      gaps.add(
          new Gap(
              Gap.Kind.PLACEHOLDER,
              object.key().toString(),
              "CI had no value for something in it and wrote a placeholder"));
    }
  }

  private Rendering rendering() {
    var all = new TreeMap<>(tree.manifests().byKey());
    all.putAll(added);
    tree.gaps().stream().flatMap(gap -> stillOpen(gap).stream()).forEach(gaps::add);
    for (var release : new TreeSet<>(objectsByRelease.keySet())) {
      leftOut()
          .filter(what -> !release.isEmpty())
          .ifPresent(what -> gaps.add(new Gap(Gap.Kind.LEFT_OUT, release, what)));
    }
    return new Rendering(new Manifests(all), gaps, tree.coveredPaths(), tree.floatingInputs());
  }

  /** A chart that a verified source inflated is known; by any other, somebody says so. */
  private Optional<Gap> stillOpen(Gap gap) {
    var objects = objectsByRelease.getOrDefault(gap.subject(), 0);
    if (gap.kind() != Gap.Kind.CHART_NOT_INFLATED || objects == 0) {
      return Optional.of(gap);
    }
    return supplement.vouched()
        ? Optional.empty()
        : Optional.of(
            new Gap(
                Gap.Kind.RENDERING_UNVERIFIED,
                gap.subject(),
                "%s says that its chart makes %d objects, and nobody vouches for that (spec.verify)"
                    .formatted(supplement.source(), objects)));
  }

  private Optional<String> leftOut() {
    var missing = new ArrayList<String>();
    for (var kind : List.of("Secret", "CustomResourceDefinition")) {
      if (supplement.objects().stream().noneMatch(object -> object.key().kind().equals(kind))) {
        missing.add(kind);
      }
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has no %s: flux-local and flate leave them out unless told otherwise"
                .formatted(supplement.source(), String.join(" and no ", missing)));
  }
}
