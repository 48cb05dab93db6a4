package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateSpec;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.api.v1alpha1.PromotionGateStatus.Probed;
import dev.headgate.core.gate.GateDecision;
import dev.headgate.core.gate.GateEffect.PinEffect;
import dev.headgate.core.gate.GateFacts;
import dev.headgate.core.gate.GateMachine;
import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.host.LiveHost;
import dev.headgate.runtime.kube.Unreadable;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.status.UnreadableStatus;
import dev.headgate.runtime.telemetry.GateMetrics;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One pass over one gate: gather, decide, act, publish. What would move a pin is decided a second
 * time, on facts that the API server gives at that moment.
 */
@ControllerConfiguration(name = "promotiongate")
public final class GateReconciler implements Reconciler<PromotionGate>, Cleaner<PromotionGate> {

  private static final Duration AT_LEAST_EVERY = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofMillis(100);

  private final GateGatherer gatherer;
  private final GateEffects effects;
  private final RenderedKeeper renderings;
  private final LiveProbes probes;
  private final GateWatches watches;
  private final LiveHost live;
  private final StatusWriter<PromotionGateSpec, PromotionGateStatus, PromotionGate> statuses;
  private final UnreadableStatus unreadables;
  private final Comparer comparer;
  private final GateMetrics metrics;
  private final Clock clock;

  GateReconciler(
      GateGatherer gatherer,
      GateEffects effects,
      RenderedKeeper renderings,
      LiveProbes probes,
      GateWatches watches,
      LiveHost live,
      StatusWriter<PromotionGateSpec, PromotionGateStatus, PromotionGate> statuses,
      UnreadableStatus unreadables,
      Comparer comparer,
      GateMetrics metrics,
      Clock clock) {
    this.gatherer = gatherer;
    this.effects = effects;
    this.renderings = renderings;
    this.probes = probes;
    this.watches = watches;
    this.live = live;
    this.statuses = statuses;
    this.unreadables = unreadables;
    this.comparer = comparer;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, PromotionGate>> prepareEventSources(
      EventSourceContext<PromotionGate> context) {
    return watches.prepare(context);
  }

  @Override
  public UpdateControl<PromotionGate> reconcile(
      PromotionGate gate, Context<PromotionGate> context) {
    var unreadable = Unreadable.why(gate);
    if (unreadable.isPresent()) {
      unreadables.say(gate, unreadable.get());
      return UpdateControl.noUpdate();
    }
    var pass = decide(statuses.current(gate), watches.host());
    if (pass.movesPin()) {
      var fresh = live.gate(gate.getMetadata().getNamespace(), gate.getMetadata().getName());
      if (fresh.isEmpty()) {
        return UpdateControl.noUpdate();
      }
      gatherer.lookAtGuardAgain();
      pass = decide(fresh.get(), live);
    }
    for (var effect : pass.decision().effects()) {
      if (pass.context().isPresent()) {
        effects.perform(effect, pass.context().get());
      } else {
        effects.announce(effect, pass.gate());
      }
    }
    keepRenderings(pass);
    keepProbes(pass);
    var nap = isPublished(pass) ? pass.sleep() : SOON;
    return UpdateControl.<PromotionGate>noUpdate().rescheduleAfter(nap);
  }

  /** The last pass over a gate that goes: without it nobody could do what onDelete says. */
  @Override
  public DeleteControl cleanup(PromotionGate gate, Context<PromotionGate> context) {
    probes.keep(gate, Optional.empty(), List.of(), watches::wake);
    if (!Unreadable.isReadable(gate)) {
      return DeleteControl.defaultDelete(); // Hold: the pin stays as it is
    }
    var pass = decide(statuses.current(gate), live);
    pass.context()
        .ifPresent(
            found -> pass.decision().effects().forEach(effect -> effects.perform(effect, found)));
    return DeleteControl.defaultDelete();
  }

  private Pass decide(PromotionGate gate, Host host) {
    var now = clock.instant();
    var context = GateContext.of(gate, host);
    var probed = probes.probed(gate);
    var facts = gatherer.gather(gate, context, probed, host, now);
    return new Pass(gate, context, probed, facts, GateMachine.decide(facts, now), host, now);
  }

  private void keepRenderings(Pass pass) {
    pass.context()
        .ifPresent(context -> renderings.keep(context, pass.facts().ledger(), pass.host()));
  }

  private void keepProbes(Pass pass) {
    probes.keep(
        pass.gate(),
        pass.decision().measures(),
        pass.facts().gate().probes().probes(),
        watches::wake);
  }

  /**
   * Whether status says it now, or said it before. A gate that has changed since it was read is
   * decided on again: an operator that slept must not put an old record over a newer one.
   */
  private boolean isPublished(Pass pass) {
    var gate = pass.gate();
    var status =
        GateStatuses.of(
            gate,
            pass.facts(),
            pass.decision(),
            pass.probed(),
            pass.context()
                .map(context -> Surroundings.of(context, pass.host(), comparer))
                .orElse(Surroundings.UNKNOWN),
            pass.host(),
            pass.now());
    try {
      statuses.writeIfUnchanged(gate, status);
      metrics.publish(gate, status, candidateStatus(pass, status));
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return false;
    }
  }

  private static Optional<ChangeRequestStatus> candidateStatus(
      Pass pass, PromotionGateStatus status) {
    var gate = pass.gate().getMetadata();
    return Optional.ofNullable(status.candidate()).stream()
        .flatMap(
            candidate ->
                pass.host().changeRequests(gate.getNamespace(), gate.getName()).stream()
                    .filter(
                        request ->
                            request.getMetadata().getName().equals(candidate.changeRequest())))
        .findFirst()
        .map(ChangeRequest::getStatus);
  }

  /** One look at a gate, and what follows from it. */
  private record Pass(
      PromotionGate gate,
      Optional<GateContext> context,
      Optional<Probed> probed,
      GateFacts facts,
      GateDecision decision,
      Host host,
      Instant now) {

    boolean movesPin() {
      return decision.effects().stream().anyMatch(PinEffect.class::isInstance);
    }

    /** Until the earliest time at which something changes by itself. */
    Duration sleep() {
      var nap = decision.wakeAt().map(at -> Duration.between(now, at)).orElse(AT_LEAST_EVERY);
      if (nap.compareTo(SOON) < 0) {
        return SOON;
      }
      return nap.compareTo(AT_LEAST_EVERY) > 0 ? AT_LEAST_EVERY : nap;
    }
  }
}
