package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import java.util.Optional;

/** Who took over warm sandboxes: the pool wrote it down, and then each of them did. */
record Heirs(Sandboxed sandboxes) {

  boolean isHandedOver(ChangeSandbox warm, Optional<SandboxPool> pool) {
    var uid = warm.getMetadata().getUid();
    return pool.flatMap(found -> Pools.heir(found, warm)).isPresent()
        || sandboxes.list().stream()
            .filter(sandbox -> sandbox.getStatus() != null)
            .anyMatch(sandbox -> uid.equals(sandbox.getStatus().site()));
  }
}
