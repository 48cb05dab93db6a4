package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestSpec;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.core.proof.Decision;
import dev.headgate.core.proof.Effect;
import dev.headgate.core.proof.Proof;
import dev.headgate.core.proof.ProofMachine;
import dev.headgate.runtime.kube.Announcer;
import dev.headgate.runtime.kube.Unreadable;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.status.UnreadableStatus;
import dev.headgate.runtime.telemetry.ProofMetrics;
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

/**
 * One pass over one proof. It is replayed from its first state on facts that are remembered outside
 * of it, until it has to wait or is judged; then status is written, if it says anything new.
 */
@ControllerConfiguration(name = "changerequest")
public final class ProofReconciler implements Reconciler<ChangeRequest> {

  private static final Duration SOON = Duration.ofMillis(50);

  private final ProofGatherer gatherer;
  private final ProofEffects effects;
  private final Wakeups wakeups;
  private final StatusWriter<ChangeRequestSpec, ChangeRequestStatus, ChangeRequest> statuses;
  private final UnreadableStatus unreadables;
  private final Announcer announcer;
  private final ProofMetrics metrics;
  private final Clock clock;

  public ProofReconciler(
      ProofGatherer gatherer,
      ProofEffects effects,
      Wakeups wakeups,
      StatusWriter<ChangeRequestSpec, ChangeRequestStatus, ChangeRequest> statuses,
      UnreadableStatus unreadables,
      Announcer announcer,
      ProofMetrics metrics,
      Clock clock) {
    this.gatherer = gatherer;
    this.effects = effects;
    this.wakeups = wakeups;
    this.statuses = statuses;
    this.unreadables = unreadables;
    this.announcer = announcer;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, ChangeRequest>> prepareEventSources(
      EventSourceContext<ChangeRequest> context) {
    return List.of(wakeups.source());
  }

  @Override
  public UpdateControl<ChangeRequest> reconcile(
      ChangeRequest request, Context<ChangeRequest> context) {
    var unreadable = Unreadable.why(request);
    if (unreadable.isPresent()) {
      unreadables.say(request, unreadable.get());
      return UpdateControl.noUpdate();
    }
    var now = clock.instant();
    var pass = gatherer.begin(statuses.current(request), now);
    Proof proof = new Proof.Fetching();
    while (true) {
      switch (ProofMachine.decide(proof, pass.facts(proof), now)) {
        case Decision.Advance(var next, var due) -> {
          perform(due, pass);
          proof = next;
        }
        case Decision.Wait(var until, var reason, var due) -> {
          perform(due, pass);
          publish(pass, proof, Optional.of(reason), now);
          return wait(now, until);
        }
        case Decision.Stop() -> {
          publish(pass, proof, Optional.empty(), now);
          effects.forget(request);
          return UpdateControl.noUpdate();
        }
      }
    }
  }

  private void perform(List<Effect> due, ProofPass pass) {
    due.forEach(effect -> effects.perform(effect, pass));
  }

  private void publish(ProofPass pass, Proof proof, Optional<String> waitingFor, Instant now) {
    var request = pass.request();
    var before = Optional.ofNullable(request.getStatus());
    if (before.map(ChangeRequestStatus::verdict).isPresent()) {
      return;
    }
    var status = ProofStatuses.of(pass, proof, waitingFor, now);
    if (!statuses.write(request, status)) {
      return;
    }
    metrics.moved(before, status, now);
    announce(request, before, status);
  }

  /** Transitions only: the verdict, and the beginning of a run that people may want to watch. */
  private void announce(
      ChangeRequest request, Optional<ChangeRequestStatus> before, ChangeRequestStatus status) {
    var phase = status.phase();
    if (phase == null || before.map(ChangeRequestStatus::phase).filter(phase::equals).isPresent()) {
      return;
    }
    var why = Optional.ofNullable(status.why()).orElse("");
    switch (phase) {
      case PASSED -> announcer.announce(request, false, "Passed", why);
      case FAILED -> announcer.announce(request, true, "Failed", why);
      case INCONCLUSIVE -> announcer.announce(request, true, "Inconclusive", why);
      case SUPERSEDED -> announcer.announce(request, false, "Superseded", why);
      case RUNNING -> announcer.announce(request, false, "Running", why);
      case FETCHING, CLASSIFYING, CHECKING, PROVISIONING, UNKNOWN -> {}
    }
  }

  private static UpdateControl<ChangeRequest> wait(Instant now, Instant until) {
    var nap = Duration.between(now, until);
    return UpdateControl.<ChangeRequest>noUpdate()
        .rescheduleAfter(nap.compareTo(SOON) < 0 ? SOON : nap);
  }
}
