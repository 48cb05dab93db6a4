package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import dev.headgate.core.sandbox.PoolDecision;
import dev.headgate.core.sandbox.PoolFacts;
import dev.headgate.runtime.status.Conditions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queue of a pool as its status. */
final class PoolStatuses {

  private PoolStatuses() {}

  static SandboxPoolStatus of(SandboxPool pool, PoolDecision decision, Instant now) {
    var before = Optional.ofNullable(pool.getStatus());
    return new SandboxPoolStatus(
        pool.getMetadata().getGeneration(),
        decision.slots().size(),
        decision.waiting().size(),
        decision.waiting().stream().findFirst().map(PoolDecision.Waiting::reason).orElse(""),
        slots(decision.slots()),
        slots(decision.warm()),
        decision.waiting().stream()
            .limit(Bounds.BLOCKERS)
            .map(
                waiting ->
                    new SandboxPoolStatus.Waiting(
                        waiting.asking().namespace(), waiting.asking().name()))
            .toList(),
        served(decision.servedAt()),
        conditions(
            pool, decision, before.map(SandboxPoolStatus::conditions).orElse(List.of()), now));
  }

  private static List<SandboxPoolStatus.Slot> slots(List<PoolFacts.Slot> slots) {
    return slots.stream()
        .map(
            slot ->
                new SandboxPoolStatus.Slot(
                    slot.namespace(),
                    slot.name(),
                    slot.uid(),
                    slot.since(),
                    slot.site().orElse(null)))
        .toList();
  }

  private static List<SandboxPoolStatus.Served> served(Map<String, Instant> servedAt) {
    return servedAt.entrySet().stream()
        .sorted(
            Map.Entry.<String, Instant>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(Bounds.ENTRIES)
        .map(entry -> new SandboxPoolStatus.Served(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static List<Condition> conditions(
      SandboxPool pool, PoolDecision decision, List<Condition> before, Instant now) {
    var conditions = new Conditions(before, pool.getMetadata().getGeneration(), now);
    if (decision.isIdle() && !pool.getSpec().paused()) {
      return conditions.set("Ready", true, "Idle", idle(pool)).list();
    }
    return pool.getSpec().paused()
        ? conditions.set("Ready", true, "Paused", "no sandbox is begun (spec.paused)").list()
        : conditions.set("Ready", true, "Serving", "sandboxes are handed out").list();
  }

  private static String idle(SandboxPool pool) {
    return "nobody got a sandbox for %s (spec.idle): none is kept warm until somebody does"
        .formatted(pool.getSpec().idle());
  }
}
