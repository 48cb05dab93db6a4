package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.core.sandbox.Admission;
import dev.headgate.core.sandbox.PoolDecision;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits at which place, as each pool decided last: of use to those who wait, and no more. */
final class Queues {

  /** Places beyond this one are not told: each step of the queue would write all of them anew. */
  private static final int TOLD = 10;

  private final Map<String, PoolDecision> lastByUid = new ConcurrentHashMap<>();

  void decided(SandboxPool pool, PoolDecision decision) {
    lastByUid.put(pool.getMetadata().getUid(), decision);
  }

  void forget(SandboxPool pool) {
    lastByUid.remove(pool.getMetadata().getUid());
  }

  Admission.Waiting place(SandboxPool pool, String sandboxUid) {
    var name = pool.getMetadata().getName();
    var last = lastByUid.get(pool.getMetadata().getUid());
    return (last == null ? Optional.<PoolDecision.Waiting>empty() : last.waiting(sandboxUid))
        .map(
            waiting ->
                waiting.position() > TOLD
                    ? new Admission.Waiting(0, "more than ten are before it in pool " + name)
                    : new Admission.Waiting(
                        waiting.position(), "pool %s: %s".formatted(name, waiting.reason())))
        .orElseGet(() -> new Admission.Waiting(0, "it has just asked pool " + name));
  }
}
