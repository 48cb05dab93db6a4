package dev.headgate.runtime.gate;

import dev.headgate.runtime.host.GateContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which followers were well when the pin was last moved, so that those which were broken before are
 * not held against the change. After a restart nobody remembers, and all are expected to be well.
 */
final class FollowersBefore {

  private final Map<String, Set<String>> readyByGate = new ConcurrentHashMap<>();

  void remember(GateContext context) {
    readyByGate.put(
        context.gate().getMetadata().getUid(),
        context.followers().stream()
            .filter(kustomization -> !kustomization.isFailing())
            .map(kustomization -> kustomization.namespace() + "/" + kustomization.name())
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean wereReady(String gateUid, String follower) {
    var ready = readyByGate.get(gateUid);
    return ready == null || ready.contains(follower);
  }
}
