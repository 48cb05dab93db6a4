package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.Holds;
import dev.headgate.api.v1alpha1.Manifests;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.DuplicateObjectException;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Origin;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.proof.Subject;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.artifact.FetchResult;
import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.assess.Revisions;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Host;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * ChangeRequests that bring their own manifests. They get a real verdict, about exactly what they
 * brought; whether it counts for a revision is for the gate to find out from the revision itself.
 */
public final class BroughtManifests {

  private static final Revision NO_REVISION = new Revision("inline");

  private final ManifestReader reader;
  private final KubernetesClient client;
  private final Host host;
  private final Revisions revisions;
  private final Comparer comparer;

  public BroughtManifests(
      Limits limits, KubernetesClient client, Host host, Revisions revisions, Comparer comparer) {
    this.reader = new ManifestReader(limits.yaml());
    this.client = client;
    this.host = host;
    this.revisions = revisions;
    this.comparer = comparer;
  }

  /** The gate that a ChangeRequest names, and what is live there. */
  record AtGate(GateContext context, Revision live) {}

  Comparison compare(ChangeRequest request, Optional<AtGate> gate) {
    var spec = request.getSpec();
    return spec.manifests() != null && spec.manifests().holdTree()
        ? compareTrees(request, gate)
        : compareManifests(request);
  }

  /**
   * A tree is rendered as the gate renders it, and compared with what is live there unless another
   * is brought. So the verdict is about the very change that the gate will find in a revision of
   * that tree, and counts there: that is how a pull request's proof serves its merge.
   */
  private Comparison compareTrees(ChangeRequest request, Optional<AtGate> gate) {
    var spec = request.getSpec();
    var namespace = request.getMetadata().getNamespace();
    if (gate.isEmpty() || spec.revision() == null) {
      return new Comparison.Pending("nobody knows what is live at the gate (spec.gateRef) yet");
    }
    var revision = new Revision(spec.revision());
    try {
      return switch (load(spec.manifests(), namespace, "spec.manifests")) {
        case Loaded.Missing(var what) -> new Comparison.Pending(what);
        case Loaded.Found(var after) -> {
          if (spec.baseline() == null) {
            yield comparer.compare(gate.get().context(), gate.get().live(), revision, after);
          }
          yield switch (load(spec.baseline(), namespace, "spec.baseline")) {
            case Loaded.Missing(var what) -> new Comparison.Pending(what);
            case Loaded.Found(var before) ->
                comparer.compare(gate.get().context(), revision, before, after);
          };
        }
      };
    } catch (RefusedInputException e) {
      return refused(request, e);
    }
  }

  private static Comparison refused(ChangeRequest request, RuntimeException e) {
    return new Comparison.Refused(
        List.of(
            new Finding(
                "manifests", request.getMetadata().getName(), "", String.valueOf(e.getMessage()))));
  }

  private Comparison compareManifests(ChangeRequest request) {
    var spec = request.getSpec();
    var namespace = request.getMetadata().getNamespace();
    var revision = Optional.ofNullable(spec.revision()).map(Revision::new).orElse(NO_REVISION);
    try {
      return switch (load(spec.manifests(), namespace, "spec.manifests")) {
        case Loaded.Missing(var what) -> new Comparison.Pending(what);
        case Loaded.Found(var after) ->
            switch (load(spec.baseline(), namespace, "spec.baseline")) {
              case Loaded.Missing(var what) -> new Comparison.Pending(what);
              case Loaded.Found(var before) -> compared(revision, before, after);
            };
      };
    } catch (RefusedInputException | DuplicateObjectException e) {
      return refused(request, e);
    }
  }

  private Comparison compared(Revision revision, Tree before, Tree after) {
    var live = render(before);
    var candidate = render(after);
    var changes = ChangeSet.between(live.manifests(), candidate.manifests());
    return new Comparison.Ready(
        new Subject(revision, after.digest(), changes.digest()),
        before,
        after,
        live,
        candidate,
        changes,
        new Coverage(after.changedSince(before).size(), List.of(), false),
        Optional.empty());
  }

  private Rendering render(Tree tree) {
    var manifests = new ArrayList<Manifest>();
    tree.files()
        .forEach(
            (path, file) -> manifests.addAll(reader.read(new Origin("", path), file.content())));
    return new Rendering(
        dev.headgate.core.change.Manifests.of(manifests),
        List.of(),
        new TreeSet<>(tree.files().keySet()),
        List.of());
  }

  private Loaded load(
      @org.jspecify.annotations.Nullable Manifests from, String namespace, String field) {
    if (from == null) {
      return new Loaded.Found(Tree.of(Map.of()));
    }
    if (from.inline() != null) {
      return new Loaded.Found(Tree.of(Map.of(field + ".inline", TreeFile.text(from.inline()))));
    }
    return from.configMap() != null
        ? configMap(from.configMap(), namespace)
        : source(from.source(), namespace);
  }

  private Loaded configMap(Manifests.ConfigMapRef ref, String namespace) {
    var text =
        Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(ref.name()).get())
            .map(ConfigMap::getData)
            .map(data -> data.get(ref.key()));
    return text.<Loaded>map(
            found ->
                new Loaded.Found(Tree.of(Map.of("ConfigMap " + ref.name(), TreeFile.text(found)))))
        .orElseGet(
            () ->
                new Loaded.Missing(
                    "ConfigMap %s/%s has no key %s".formatted(namespace, ref.name(), ref.key())));
  }

  private Loaded source(
      Manifests.@org.jspecify.annotations.Nullable SourceRef ref, String namespace) {
    if (ref == null) {
      return new Loaded.Missing("spec.manifests names neither inline, configMap nor source");
    }
    var source = host.source(ref.kind(), namespace, ref.name());
    if (source.isEmpty()) {
      return new Loaded.Missing(
          "%s %s/%s is not there".formatted(ref.kind(), namespace, ref.name()));
    }
    return switch (revisions.fetch(source.get())) {
      case FetchResult.Fetched(var tree) ->
          new Loaded.Found(ref.holds() == Holds.TREE ? tree : below(tree, ref.path()));
      case FetchResult.Gone() ->
          new Loaded.Missing("%s %s serves nothing yet".formatted(ref.kind(), ref.name()));
      case FetchResult.Unavailable(var reason) -> new Loaded.Missing(reason);
      case FetchResult.Refused(var reason) ->
          throw new RefusedInputException(ref.kind() + " " + ref.name(), reason);
    };
  }

  /** The YAML and JSON files of a folder of the tree. */
  private static Tree below(Tree tree, @org.jspecify.annotations.Nullable String path) {
    var folder = path == null ? "" : path.replaceAll("^(\\./)+|^/+|/+$", "");
    var prefix = folder.isEmpty() || folder.equals(".") ? "" : folder + "/";
    var files = new java.util.TreeMap<String, TreeFile>();
    tree.files()
        .forEach(
            (name, file) -> {
              if (name.startsWith(prefix) && name.matches(".*\\.(ya?ml|json)")) {
                files.put(name, file);
              }
            });
    return Tree.of(files);
  }

  private sealed interface Loaded {
    record Found(Tree tree) implements Loaded {}

    record Missing(String what) implements Loaded {}
  }
}
