package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.api.v1alpha1.PromotionGateStatus.Probed;
import dev.headgate.core.gate.Condition;
import dev.headgate.core.gate.GateDecision;
import dev.headgate.core.gate.GateFacts;
import dev.headgate.core.gate.Head;
import dev.headgate.core.gate.Recorded;
import dev.headgate.core.gate.Source;
import dev.headgate.core.gate.Why;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.status.ApiWords;
import dev.headgate.runtime.status.Conditions;
import dev.headgate.runtime.status.StatusBudget;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A gate's decision as its status. Nothing is remembered here that was not decided. */
final class GateStatuses {

  /** What fits into a column of {@code kubectl get}; the blockers have it whole. */
  private static final int COLUMN = 120;

  private GateStatuses() {}

  static PromotionGateStatus of(
      PromotionGate gate,
      GateFacts facts,
      GateDecision decision,
      Optional<Probed> probed,
      Surroundings surroundings,
      Host host,
      Instant now) {
    var before = Optional.ofNullable(gate.getStatus());
    var live = live(facts);
    return StatusBudget.fit(
        new PromotionGateStatus(
            gate.getMetadata().getGeneration(),
            live,
            head(facts, surroundings, host, gate),
            candidate(decision, host, gate),
            state(decision),
            decision.blockers().stream()
                .findFirst()
                .map(blocker -> blocker.type().text() + ": " + blocker.message())
                .map(line -> Bounds.clip(line, COLUMN))
                .orElse(null),
            decision.blockers().stream().limit(Bounds.BLOCKERS).map(GateStatuses::blocker).toList(),
            decision.blockers().stream()
                .flatMap(blocker -> blocker.until().stream())
                .min(Instant::compareTo)
                .orElse(null),
            new PromotionGateStatus.Followers(
                facts.followers().size(),
                surroundings.uncovered().stream().limit(Bounds.BLOCKERS).toList()),
            surroundings.floatingInputs().map(GateStatuses::floatingInputs).orElse(null),
            Ledgers.pin(decision.ledger()),
            adopted(decision, before),
            Ledgers.history(
                decision.ledger(),
                before.map(PromotionGateStatus::history).orElse(List.of()),
                revision -> treeOf(revision, host, gate)),
            probed.filter(found -> isOfLive(found, facts, decision)).orElse(null),
            requestedAt(gate),
            conditions(gate, facts, decision, surroundings, now),
            Math.max(0, decision.blockers().size() - Bounds.BLOCKERS)));
  }

  private static boolean isOfLive(Probed probed, GateFacts facts, GateDecision decision) {
    return !facts.gate().probes().probes().isEmpty()
        && decision.ledger().history().stream()
            .findFirst()
            .filter(live -> live.revision().text().equals(probed.revision()))
            .filter(live -> live.at().equals(probed.at()))
            .isPresent();
  }

  private static PromotionGateStatus.FloatingInputs floatingInputs(List<String> found) {
    return new PromotionGateStatus.FloatingInputs(
        found.size(),
        found.stream()
            .limit(Bounds.BLOCKERS)
            .map(name -> Bounds.clip(name, Bounds.OBJECT))
            .toList());
  }

  private static @Nullable String live(GateFacts facts) {
    return facts.source() instanceof Source.Found found
        ? found.artifact().map(artifact -> artifact.revision().text()).orElse(null)
        : null;
  }

  private static PromotionGateStatus.@Nullable Head head(
      GateFacts facts, Surroundings surroundings, Host host, PromotionGate gate) {
    return facts.head() instanceof Head.At at
        ? new PromotionGateStatus.Head(
            at.revision().text(),
            surroundings.headOrigin().map(origin -> Bounds.clip(origin, Bounds.NAME)).orElse(null),
            treeOf(at.revision(), host, gate).orElse(null),
            at.since())
        : null;
  }

  private static PromotionGateStatus.@Nullable Candidate candidate(
      GateDecision decision, Host host, PromotionGate gate) {
    return decision
        .candidate()
        .map(
            candidate ->
                new PromotionGateStatus.Candidate(
                    candidate.changeRequest(),
                    candidate.revision().text(),
                    request(candidate.changeRequest(), host, gate)
                        .map(ChangeRequest::getStatus)
                        .map(ChangeRequestStatus::phase)
                        .orElse(null),
                    candidate.risk().map(risk -> ApiWords.risk(risk.level())).orElse(null)))
        .orElse(null);
  }

  private static PromotionGateStatus.@Nullable Adopted adopted(
      GateDecision decision, Optional<PromotionGateStatus> before) {
    return decision.ledger().history().stream()
        .filter(recorded -> recorded.why() == Why.ADOPTED)
        .findFirst()
        .map(GateStatuses::adoption)
        .or(() -> before.map(PromotionGateStatus::adopted))
        .orElse(null);
  }

  private static PromotionGateStatus.Adopted adoption(Recorded recorded) {
    return new PromotionGateStatus.Adopted(recorded.revision().text(), recorded.at());
  }

  private static GateState state(GateDecision decision) {
    return switch (decision.state()) {
      case OPEN -> GateState.OPEN;
      case HELD -> GateState.HELD;
      case PROMOTING -> GateState.PROMOTING;
      case VERIFYING -> GateState.VERIFYING;
      case BYPASSED -> GateState.BYPASSED;
      case OBSERVING -> GateState.OBSERVING;
      case STALLED -> GateState.STALLED;
    };
  }

  private static Blocker blocker(dev.headgate.core.gate.Blocker blocker) {
    return new Blocker(
        blocker.type().text(),
        blocker.reason().text(),
        blocker.message(),
        blocker.since(),
        blocker.until().orElse(null),
        blocker.clearWith().orElse(null));
  }

  private static List<dev.headgate.api.v1alpha1.Condition> conditions(
      PromotionGate gate,
      GateFacts facts,
      GateDecision decision,
      Surroundings surroundings,
      Instant now) {
    var conditions =
        new Conditions(
            Optional.ofNullable(gate.getStatus())
                .map(PromotionGateStatus::conditions)
                .orElse(List.of()),
            gate.getMetadata().getGeneration(),
            now);
    Arrays.stream(Condition.Type.values())
        .flatMap(type -> decision.condition(type).stream())
        .filter(GateStatuses::isShown)
        .forEach(
            condition ->
                conditions.set(
                    condition.type().text(),
                    condition.status().text(),
                    condition.reason().text(),
                    condition.message()));
    tell(conditions, "UngatedSources", surroundings.ungatedSources());
    tell(conditions, "FloatingInputs", surroundings.floatingInputs().orElse(List.of()));
    tell(conditions, "UnreadableProbes", facts.gate().probes().unreadable());
    surroundings
        .liveFault()
        .ifPresent(fault -> conditions.set("LiveUnknown", true, "NotRendered", fault));
    return conditions.list();
  }

  /** A condition that is there only when there is something to know. */
  private static void tell(Conditions conditions, String type, List<String> names) {
    if (!names.isEmpty()) {
      conditions.set(type, true, "Found", String.join("; ", names));
    }
  }

  /** kstatus wants Stalled to be absent when it is not true. */
  private static boolean isShown(Condition condition) {
    return condition.type() != Condition.Type.STALLED
        || condition.status() == Condition.Status.TRUE;
  }

  private static @Nullable String requestedAt(PromotionGate gate) {
    var annotations = gate.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(FluxObject.REQUESTED_AT);
  }

  private static Optional<String> treeOf(Revision revision, Host host, PromotionGate gate) {
    return requests(host, gate).stream()
        .filter(
            request ->
                Optional.ofNullable(request.getSpec().revision())
                    .map(Revision::new)
                    .filter(revision::sameCommit)
                    .isPresent())
        .flatMap(request -> Landings.provenTree(request).stream())
        .findFirst();
  }

  private static Optional<ChangeRequest> request(String name, Host host, PromotionGate gate) {
    return requests(host, gate).stream()
        .filter(request -> request.getMetadata().getName().equals(name))
        .findFirst();
  }

  private static List<ChangeRequest> requests(Host host, PromotionGate gate) {
    return host.changeRequests(gate.getMetadata().getNamespace(), gate.getMetadata().getName());
  }
}
