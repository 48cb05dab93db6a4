package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import dev.headgate.core.sandbox.PoolDecision;
import dev.headgate.core.sandbox.PoolFacts.Slot;
import dev.headgate.core.sandbox.PoolFacts.Warm;
import dev.headgate.core.sandbox.PoolFacts.Warm.State;
import dev.headgate.core.sandbox.PoolFacts.Warmth;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a pool keeps warm: read before it decides, and made and taken down as it decided. */
record WarmSandboxes(KubernetesClient client, SandboxObjects objects, Bell<ChangeSandbox> bell) {

  /**
   * As the API server has them when somebody asks, who would get one that is being deleted.
   *
   * @param all of the pool
   */
  Warmth facts(SandboxPool pool, List<ChangeSandbox> all, boolean somebodyAsks) {
    var written =
        Optional.ofNullable(pool.getStatus()).map(SandboxPoolStatus::warm).orElse(List.of());
    var in = written.stream().map(SandboxPoolStatus.Slot::uid).collect(Collectors.toSet());
    return new Warmth(
        pool.getSpec().warm(),
        Objects.requireNonNull(pool.getSpec().idle()).toJava(),
        Instant.parse(pool.getMetadata().getCreationTimestamp()),
        written.stream().map(slot -> warm(pool, slot, all, somebodyAsks)).toList(),
        all.stream()
            .filter(Sandboxed::isWarm)
            .filter(sandbox -> sandbox.getMetadata().getDeletionTimestamp() == null)
            .filter(sandbox -> !in.contains(sandbox.getMetadata().getUid()))
            .filter(PoolReconciler::isQueued)
            .map(PoolReconciler::asking)
            .toList());
  }

  private Warm warm(
      SandboxPool pool, SandboxPoolStatus.Slot slot, List<ChangeSandbox> all, boolean exactly) {
    var seen =
        all.stream()
            .filter(sandbox -> sandbox.getMetadata().getUid().equals(slot.uid()))
            .findFirst()
            .filter(sandbox -> !exactly)
            .or(() -> look(slot));
    return new Warm(
        new Slot(slot.namespace(), slot.name(), slot.uid(), slot.since()),
        seen.map(sandbox -> state(pool, sandbox)).orElse(State.ENDING));
  }

  private Optional<ChangeSandbox> look(SandboxPoolStatus.Slot slot) {
    return Optional.ofNullable(
            client
                .resources(ChangeSandbox.class)
                .inNamespace(slot.namespace())
                .withName(slot.name())
                .get())
        .filter(found -> found.getMetadata().getUid().equals(slot.uid()));
  }

  private static State state(SandboxPool pool, ChangeSandbox sandbox) {
    if (sandbox.getMetadata().getDeletionTimestamp() != null) {
      return State.ENDING;
    }
    var status = sandbox.getStatus();
    if (status == null || status.phase() == null) {
      return State.STARTING;
    }
    if (status.template() != null && !status.template().equals(pool.getSpec().template())) {
      return State.OUTDATED;
    }
    return switch (status.phase()) {
      case QUEUED, CREATING, CONNECTING -> State.STARTING;
      case WARM -> State.READY;
      case BROKEN -> State.BROKEN;
      case LEASED, RELEASING, UNKNOWN -> State.ENDING;
    };
  }

  /** After it was written down; each of these is a no-op the second time. */
  void perform(SandboxPool pool, List<ChangeSandbox> all, PoolDecision decision) {
    all.stream()
        .filter(sandbox -> decision.end().contains(sandbox.getMetadata().getUid()))
        .forEach(objects::delete);
    var names = all.stream().map(one -> one.getMetadata().getName()).collect(Collectors.toSet());
    IntStream.iterate(0, number -> number + 1)
        .filter(number -> !names.contains(SandboxObjects.warmName(pool, number)))
        .limit(decision.begin())
        .forEach(number -> objects.warm(pool, number));
    var heirs =
        decision.slots().stream().flatMap(slot -> slot.site().stream()).collect(Collectors.toSet());
    all.stream()
        .filter(sandbox -> heirs.contains(sandbox.getMetadata().getUid()))
        .forEach(bell::ring);
  }
}
