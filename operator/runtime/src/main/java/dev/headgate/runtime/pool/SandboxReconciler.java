package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxSpec;
import dev.headgate.api.v1alpha1.ChangeSandboxStatus;
import dev.headgate.api.v1alpha1.SandboxPhase;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.core.sandbox.Life;
import dev.headgate.core.sandbox.LifeDecision;
import dev.headgate.core.sandbox.LifeMachine;
import dev.headgate.runtime.kube.Announcer;
import dev.headgate.runtime.proof.Wakeups;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.telemetry.SandboxMetrics;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One pass over one sandbox. It is replayed from its first state until it has to wait or nothing is
 * left of it. The finalizer keeps it until then, so that what was made is known as long as it is
 * there.
 */
@ControllerConfiguration(name = "changesandbox", finalizerName = SandboxObjects.FINALIZER)
public final class SandboxReconciler implements Reconciler<ChangeSandbox>, Cleaner<ChangeSandbox> {

  private static final Duration SOON = Duration.ofMillis(50);

  private final SandboxGatherer gatherer;
  private final SandboxEffects effects;
  private final SandboxObjects objects;
  private final Sandboxed sandboxes;
  private final StatusWriter<ChangeSandboxSpec, ChangeSandboxStatus, ChangeSandbox> statuses;
  private final Bell<ChangeSandbox> bell;
  private final Bell<SandboxPool> poolBell;
  private final Wakeups proofs;
  private final Announcer announcer;
  private final SandboxMetrics metrics;
  private final Clock clock;

  SandboxReconciler(
      SandboxGatherer gatherer,
      SandboxEffects effects,
      SandboxObjects objects,
      Sandboxed sandboxes,
      StatusWriter<ChangeSandboxSpec, ChangeSandboxStatus, ChangeSandbox> statuses,
      Bell<ChangeSandbox> bell,
      Bell<SandboxPool> poolBell,
      Wakeups proofs,
      Announcer announcer,
      SandboxMetrics metrics,
      Clock clock) {
    this.gatherer = gatherer;
    this.effects = effects;
    this.objects = objects;
    this.sandboxes = sandboxes;
    this.statuses = statuses;
    this.bell = bell;
    this.poolBell = poolBell;
    this.proofs = proofs;
    this.announcer = announcer;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, ChangeSandbox>> prepareEventSources(
      EventSourceContext<ChangeSandbox> context) {
    sandboxes.readFrom(context.getPrimaryCache());
    return List.of(bell.source());
  }

  @Override
  public UpdateControl<ChangeSandbox> reconcile(
      ChangeSandbox sandbox, Context<ChangeSandbox> context) throws InterruptedException {
    return advance(sandbox)
        .map(nap -> UpdateControl.<ChangeSandbox>noUpdate().rescheduleAfter(nap))
        .orElseGet(UpdateControl::noUpdate);
  }

  @Override
  public DeleteControl cleanup(ChangeSandbox sandbox, Context<ChangeSandbox> context)
      throws InterruptedException {
    var nap = advance(sandbox);
    if (nap.isPresent()) {
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(nap.get());
    }
    objects.letGo(sandbox);
    farewell(sandbox);
    return DeleteControl.noFinalizerRemoval();
  }

  /** Returns how long to sleep; empty when nothing is left. */
  private Optional<Duration> advance(ChangeSandbox cached) throws InterruptedException {
    var now = clock.instant();
    var pass = gatherer.begin(statuses.current(cached));
    Life life = new Life.Queued();
    while (true) {
      switch (LifeMachine.decide(life, pass.facts(life), now)) {
        case LifeDecision.Advance(var next) -> {
          life = next;
          if (life instanceof Life.Creating && isNotWrittenDown(pass)) {
            // Nothing is made before what it is made of is known to whoever comes after a crash.
            publish(pass, life, 0, "its turn has come", now);
            pass = gatherer.begin(statuses.current(cached));
          }
        }
        case LifeDecision.Wait(var until, var position, var reason, var due) -> {
          publish(pass, life, position, reason, now);
          for (var effect : due) {
            effects.perform(effect, pass);
          }
          askPool(pass, life);
          return Optional.of(nap(now, until));
        }
        case LifeDecision.Stop() -> {
          return Optional.empty();
        }
      }
    }
  }

  private static boolean isNotWrittenDown(SandboxPass pass) {
    return pass.status().map(ChangeSandboxStatus::template).isEmpty();
  }

  private void publish(SandboxPass pass, Life life, int position, String reason, Instant now) {
    var sandbox = pass.sandbox();
    var before = pass.status();
    var status = SandboxStatuses.of(pass, life, position, reason, now);
    if (statuses.write(sandbox, status)) {
      announce(sandbox, before.map(ChangeSandboxStatus::phase), status);
      wakeProof(sandbox);
      if (Sandboxed.isWarm(sandbox)) {
        ringPool(sandbox);
      }
    }
  }

  private void announce(
      ChangeSandbox sandbox, Optional<SandboxPhase> before, ChangeSandboxStatus after) {
    var phase = after.phase();
    if (phase == null || before.filter(phase::equals).isPresent()) {
      return;
    }
    var why = Optional.ofNullable(after.why()).orElse("");
    switch (phase) {
      case LEASED -> {
        announcer.announce(
            sandbox,
            false,
            "Leased",
            after.site() == null
                ? "it is ready for its ChangeRequest"
                : "it was kept warm, and is ready for its ChangeRequest");
        var since = after.admittedAt();
        var until = after.leasedAt();
        if (since != null && until != null) {
          metrics.started(Duration.between(since, until));
        }
      }
      case BROKEN -> announcer.announce(sandbox, true, "Broken", why);
      case QUEUED, CREATING, CONNECTING, WARM, RELEASING, UNKNOWN -> {}
    }
  }

  private void askPool(SandboxPass pass, Life life) {
    if (life instanceof Life.Queued) {
      ringPool(pass.sandbox());
    }
  }

  /** It is gone, and its place is free: for its pool and for whoever waits for the same cluster. */
  private void farewell(ChangeSandbox sandbox) {
    gatherer.forget(sandbox);
    ringPool(sandbox);
    sandboxes.list().stream()
        .filter(other -> other.getStatus() != null)
        .filter(other -> other.getStatus().phase() == SandboxPhase.CREATING)
        .filter(other -> !other.getMetadata().getUid().equals(sandbox.getMetadata().getUid()))
        .forEach(bell::ring);
    wakeProof(sandbox);
  }

  private void wakeProof(ChangeSandbox sandbox) {
    var holder = sandbox.getSpec().changeRequest();
    if (holder != null) {
      proofs.wake(sandbox.getMetadata().getNamespace(), holder.name());
    }
  }

  private void ringPool(ChangeSandbox sandbox) {
    var pool = sandbox.getSpec().poolRef();
    if (pool != null) {
      poolBell.ring(Sandboxed.home(sandbox), pool.name());
    }
  }

  private static Duration nap(Instant now, Instant until) {
    var nap = Duration.between(now, until);
    return nap.compareTo(SOON) < 0 ? SOON : nap;
  }
}
