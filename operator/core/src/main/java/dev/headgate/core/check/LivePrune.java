package dev.headgate.core.check;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.core.verdict.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What Flux would delete, by what it says that it has: the inventory of each Kustomization in the
 * cluster, less what the candidate holds. Live's tree cannot tell that: an inventory also has what
 * an earlier revision left behind.
 */
public final class LivePrune {

  static final String NAME = "prune";

  /** What may hide objects, so that their absence says nothing. */
  private static final Set<Gap.Kind> INCOMPLETE = EnumSet.of(Gap.Kind.REMOTE_BASE);

  private LivePrune() {}

  /**
   * One warning for each object that would go.
   *
   * @param inCluster the Kustomizations that follow the source, with their status
   * @param live of which Kustomizations objects are known to be
   */
  public static List<Finding> warnings(
      Collection<FluxKustomization> inCluster, Rendering live, Rendering candidate) {
    var warnings = new ArrayList<Finding>();
    for (FluxKustomization flux : inCluster) {
      var isKnown =
          holdsObjectsOf(flux, live.manifests()) || holdsObjectsOf(flux, candidate.manifests());
      var after = candidate.manifests().get(flux.key());
      var prunes =
          after.map(m -> m.content().at("/spec/prune").asBoolean()).orElseGet(flux::prunes);
      if (isKnown && prunes && !flux.isRemote() && isComplete(flux, candidate)) {
        inventory(flux)
            .filter(key -> candidate.manifests().get(key).isEmpty())
            .filter(Predicate.not(key -> isKept(key, live.manifests())))
            .map(key -> warning(flux, key))
            .forEach(warnings::add);
      }
    }
    return warnings;
  }

  private static boolean holdsObjectsOf(FluxKustomization flux, Manifests manifests) {
    return manifests.all().stream().anyMatch(m -> m.origin().kustomization().equals(flux.id()));
  }

  private static boolean isComplete(FluxKustomization flux, Rendering candidate) {
    return candidate.gaps().stream()
        .noneMatch(
            gap -> INCOMPLETE.contains(gap.kind()) && gap.subject().equals(flux.key().toString()));
  }

  /** Annotated so that Flux leaves it where it is. */
  private static boolean isKept(ObjectKey key, Manifests live) {
    return live.get(key).filter(manifest -> !manifest.prune()).isPresent();
  }

  private static Stream<ObjectKey> inventory(FluxKustomization flux) {
    return flux.content()
        .at("/status/inventory/entries")
        .valueStream()
        .map(entry -> key(entry.path("id").asText("")))
        .flatMap(Optional::stream);
  }

  /**
   * Reads {@code <namespace>_<name>_<group>_<kind>}, where a colon in the name is written as two
   * underscores (fluxcd/cli-utils, {@code object.ObjMetadata}); no other part has an underscore.
   */
  static Optional<ObjectKey> key(String id) {
    var afterNamespace = id.indexOf('_');
    var beforeKind = id.lastIndexOf('_');
    var beforeGroup = beforeKind < 1 ? -1 : id.lastIndexOf('_', beforeKind - 1);
    return beforeGroup <= afterNamespace
        ? Optional.empty()
        : Optional.of(
            new ObjectKey(
                id.substring(beforeGroup + 1, beforeKind),
                id.substring(beforeKind + 1),
                id.substring(0, afterNamespace),
                id.substring(afterNamespace + 1, beforeGroup).replace("__", ":")));
  }

  private static Finding warning(FluxKustomization flux, ObjectKey key) {
    return new Finding(
        NAME,
        key.toString(),
        "",
        "Flux will delete it: it is in the inventory of Kustomization %s and not in the candidate"
            .formatted(flux.id()));
  }
}
