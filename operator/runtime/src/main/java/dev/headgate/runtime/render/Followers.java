package dev.headgate.runtime.render;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.flux.FluxKustomization;
import dev.headgate.runtime.render.BuildOutcome.Built;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which Kustomizations follow the source. The cluster's own count where no other follower made
 * them; what a follower's build prints counts before what the cluster still has of it. A child that
 * the candidate no longer defines is gone, unless its parent does not prune it.
 */
final class Followers {

  private static final String PRUNE = FluxKustomization.GROUP + "/prune";

  private final RenderRequest request;
  private final Map<String, FluxKustomization> inCluster = new LinkedHashMap<>();

  Followers(RenderRequest request) {
    this.request = request;
    request.kustomizations().forEach(flux -> inCluster.put(flux.id(), flux));
  }

  /** All followers, by id, as far as they are known after {@code built}. */
  Map<String, FluxKustomization> definedBy(Map<String, Built> built) {
    var defined = new LinkedHashMap<String, FluxKustomization>();
    inCluster.values().stream()
        .filter(flux -> !isChild(flux))
        .forEach(flux -> reach(flux, built, defined));
    boolean more = true;
    while (more) {
      more = false;
      for (FluxKustomization child : inCluster.values()) {
        if (!defined.containsKey(child.id()) && isKept(child, built, defined)) {
          reach(child, built, defined);
          more = true;
        }
      }
    }
    return defined;
  }

  private void reach(
      FluxKustomization start, Map<String, Built> built, Map<String, FluxKustomization> defined) {
    var queue = new ArrayDeque<String>();
    defined.putIfAbsent(start.id(), start);
    queue.add(start.id());
    var seen = new HashSet<String>();
    while (!queue.isEmpty()) {
      var result = built.get(queue.remove());
      if (result == null) {
        continue;
      }
      for (Manifest manifest : result.manifests()) {
        FluxKustomization.of(manifest.content())
            .filter(child -> child.sourceRef().equals(request.source()))
            .filter(child -> seen.add(child.id()))
            .ifPresent(
                child -> {
                  defined.put(child.id(), child);
                  queue.add(child.id());
                });
      }
    }
  }

  /** Whether another follower made it; one that made itself, or a circle of them, is a root. */
  private boolean isChild(FluxKustomization flux) {
    var seen = new HashSet<String>();
    var current = flux;
    while (seen.add(current.id())) {
      var parent = current.parent().map(inCluster::get).orElse(null);
      if (parent == null || parent.id().equals(current.id())) {
        return !current.id().equals(flux.id());
      }
      current = parent;
    }
    return !current.id().equals(flux.id());
  }

  /** Its parent was built and does not define it any more, but does not delete it either. */
  private boolean isKept(
      FluxKustomization child, Map<String, Built> built, Map<String, FluxKustomization> defined) {
    var parentId = child.parent().orElse("");
    var parent = defined.containsKey(parentId) ? defined.get(parentId) : inCluster.get(parentId);
    boolean parentIsDone = built.containsKey(parentId) || !defined.containsKey(parentId);
    return parent != null && parentIsDone && (!parent.prunes() || isPruningDisabled(child));
  }

  private static boolean isPruningDisabled(FluxKustomization flux) {
    var metadata = flux.content().path("metadata");
    return metadata.path("annotations").path(PRUNE).asText().equals("disabled")
        || metadata.path("labels").path(PRUNE).asText().equals("disabled");
  }
}
