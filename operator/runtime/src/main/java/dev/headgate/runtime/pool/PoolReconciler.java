package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPhase;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxPoolSpec;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import dev.headgate.core.sandbox.PoolDecision;
import dev.headgate.core.sandbox.PoolFacts;
import dev.headgate.core.sandbox.PoolFacts.Asking;
import dev.headgate.core.sandbox.PoolFacts.Room;
import dev.headgate.core.sandbox.PoolFacts.Slot;
import dev.headgate.core.sandbox.PoolFacts.Warm;
import dev.headgate.core.sandbox.Queue;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.telemetry.SandboxMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pass over the queue of one pool. Who may go on is written down in the pool's status, against
 * the version that it was decided on: were there two operators, one of them would be told of a
 * conflict, so that there are never more sandboxes than {@code max}.
 */
@ControllerConfiguration(name = "sandboxpool")
public final class PoolReconciler implements Reconciler<SandboxPool> {

  private static final Duration LOOK = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final Sandboxed sandboxes;
  private final WarmSandboxes warm;
  private final Pools pools;
  private final Queues queues;
  private final HostRoom room;
  private final StatusWriter<SandboxPoolSpec, SandboxPoolStatus, SandboxPool> statuses;
  private final Bell<SandboxPool> bell;
  private final Bell<ChangeSandbox> sandboxBell;
  private final SandboxMetrics metrics;
  private final Clock clock;

  PoolReconciler(
      KubernetesClient client,
      Sandboxed sandboxes,
      SandboxObjects objects,
      Pools pools,
      Queues queues,
      HostRoom room,
      StatusWriter<SandboxPoolSpec, SandboxPoolStatus, SandboxPool> statuses,
      Bell<SandboxPool> bell,
      Bell<ChangeSandbox> sandboxBell,
      SandboxMetrics metrics,
      Clock clock) {
    this.client = client;
    this.sandboxes = sandboxes;
    this.warm = new WarmSandboxes(client, objects, sandboxBell);
    this.pools = pools;
    this.queues = queues;
    this.room = room;
    this.statuses = statuses;
    this.bell = bell;
    this.sandboxBell = sandboxBell;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, SandboxPool>> prepareEventSources(
      EventSourceContext<SandboxPool> context) {
    pools.readFrom(context.getPrimaryCache());
    return List.of(bell.source());
  }

  @Override
  public UpdateControl<SandboxPool> reconcile(SandboxPool cached, Context<SandboxPool> context)
      throws InterruptedException {
    var now = clock.instant();
    var meta = cached.getMetadata();
    var pool =
        client
            .resources(SandboxPool.class)
            .inNamespace(meta.getNamespace())
            .withName(meta.getName())
            .get();
    if (pool == null || pool.getMetadata().getDeletionTimestamp() != null) {
      queues.forget(cached);
      metrics.forget(cached);
      return UpdateControl.noUpdate();
    }
    var all = sandboxes.of(pool);
    var decision = Queue.decide(facts(pool, all), now);
    statuses.writeIfUnchanged(pool, PoolStatuses.of(pool, decision, now));
    queues.decided(pool, decision);
    metrics.publish(pool, decision);
    wake(pool, all, decision);
    warm.perform(pool, all, decision);
    return UpdateControl.<SandboxPool>noUpdate().rescheduleAfter(LOOK);
  }

  /** Those whose turn has come, and those whose place is told. */
  private void wake(SandboxPool pool, List<ChangeSandbox> all, PoolDecision decision) {
    all.stream()
        .filter(sandbox -> isQueued(sandbox))
        .filter(sandbox -> isNews(sandbox, pool, decision))
        .forEach(sandboxBell::ring);
  }

  private boolean isNews(ChangeSandbox sandbox, SandboxPool pool, PoolDecision decision) {
    var status = sandbox.getStatus();
    var place = queues.place(pool, sandbox.getMetadata().getUid());
    return decision.isIn(sandbox.getMetadata().getUid())
        || status == null
        || status.position() != place.position()
        || !place.reason().equals(status.why());
  }

  private PoolFacts facts(SandboxPool pool, List<ChangeSandbox> all) throws InterruptedException {
    var spec = pool.getSpec();
    var status = Optional.ofNullable(pool.getStatus());
    var slots =
        status.map(SandboxPoolStatus::slots).orElse(List.of()).stream()
            .map(PoolReconciler::slot)
            .toList();
    var asking = asking(pool, all, slots);
    var warmth = warm.facts(pool, all, !asking.isEmpty());
    var places = Stream.concat(slots.stream(), warmth.standing().stream().map(Warm::slot)).toList();
    var nobodyAsks = asking.isEmpty() && warmth.asking().isEmpty();
    return new PoolFacts(
        spec.paused(),
        spec.max(),
        spec.perNamespace(),
        slots,
        gone(places, all),
        starting(places, all),
        asking,
        status.map(SandboxPoolStatus::served).orElse(List.of()).stream()
            .collect(
                Collectors.toMap(
                    SandboxPoolStatus.Served::namespace,
                    SandboxPoolStatus.Served::at,
                    (one, other) -> other)),
        nobodyAsks || spec.paused() ? new Room.NotAsked() : room.look(spec.headroom()),
        warmth);
  }

  private static Slot slot(SandboxPoolStatus.Slot slot) {
    return new Slot(
        slot.namespace(), slot.name(), slot.uid(), slot.since(), Optional.ofNullable(slot.site()));
  }

  private static List<Asking> asking(SandboxPool pool, List<ChangeSandbox> all, List<Slot> slots) {
    var in = slots.stream().map(Slot::uid).collect(Collectors.toSet());
    return all.stream()
        .filter(sandbox -> sandbox.getMetadata().getDeletionTimestamp() == null)
        .filter(sandbox -> !in.contains(sandbox.getMetadata().getUid()))
        .filter(PoolReconciler::isQueued)
        .filter(sandbox -> !Sandboxed.isWarm(sandbox))
        .filter(sandbox -> Pools.serves(pool, sandbox.getMetadata().getNamespace()))
        .map(PoolReconciler::asking)
        .toList();
  }

  static Asking asking(ChangeSandbox sandbox) {
    var meta = sandbox.getMetadata();
    return new Asking(
        meta.getNamespace(),
        meta.getName(),
        meta.getUid(),
        Instant.parse(meta.getCreationTimestamp()));
  }

  static boolean isQueued(ChangeSandbox sandbox) {
    return sandbox.getStatus() == null
        || sandbox.getStatus().phase() == null
        || sandbox.getStatus().phase() == SandboxPhase.QUEUED;
  }

  /** What the informer does not show may be newer than the informer: it is looked up. */
  private Set<String> gone(List<Slot> slots, List<ChangeSandbox> all) {
    var seen = all.stream().map(s -> s.getMetadata().getUid()).collect(Collectors.toSet());
    return slots.stream()
        .filter(slot -> !seen.contains(slot.uid()))
        .filter(this::isGone)
        .map(Slot::uid)
        .collect(Collectors.toSet());
  }

  private boolean isGone(Slot slot) {
    var found =
        client
            .resources(ChangeSandbox.class)
            .inNamespace(slot.namespace())
            .withName(slot.name())
            .get();
    return found == null || !found.getMetadata().getUid().equals(slot.uid());
  }

  private static int starting(List<Slot> slots, List<ChangeSandbox> all) {
    var in = slots.stream().map(Slot::uid).collect(Collectors.toSet());
    return (int)
        all.stream()
            .filter(sandbox -> in.contains(sandbox.getMetadata().getUid()))
            .filter(PoolReconciler::isStarting)
            .count();
  }

  private static boolean isStarting(ChangeSandbox sandbox) {
    return isQueued(sandbox)
        || sandbox.getStatus().phase() == SandboxPhase.CREATING
        || sandbox.getStatus().phase() == SandboxPhase.CONNECTING;
  }
}
