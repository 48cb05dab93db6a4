package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestSpec;
import dev.headgate.api.v1alpha1.PromotionGateSpec;
import dev.headgate.api.v1alpha1.TimeSpan;
import dev.headgate.core.change.Gap;
import dev.headgate.core.check.Intents;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.proof.Assessment;
import dev.headgate.core.proof.Classification;
import dev.headgate.core.risk.ChangeFacts;
import dev.headgate.core.risk.Classifier;
import dev.headgate.core.risk.GatedSource;
import dev.headgate.core.risk.Plans;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.VerdictReason;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From what differs to risk and plan, with what the authors say of it. */
public final class Classifying {

  private Classifying() {}

  public static Classification classify(
      Comparison.Ready ready, ChangeRequest request, Optional<GateContext> context) {
    var intent =
        context
            .map(
                found ->
                    Intents.read(
                        ready.liveTree(),
                        ready.candidateTree(),
                        found.gate().getSpec().intentPath()))
            .orElseGet(Intents.None::new);
    return switch (intent) {
      case Intents.Broken(var findings) ->
          new Classification.Refused(VerdictReason.INVALID_INTENT, findings);
      case Intents.None() -> classify(ready, request, context, Optional.empty());
      case Intents.Found found -> classify(ready, request, context, Optional.of(found));
    };
  }

  private static Classification classify(
      Comparison.Ready ready,
      ChangeRequest request,
      Optional<GateContext> context,
      Optional<Intents.Found> intent) {
    return switch (AskedProbes.of(request, intent)) {
      case AskedProbes.Asked.Refused(var findings) ->
          new Classification.Refused(VerdictReason.INVALID_INTENT, findings);
      case AskedProbes.Asked.All(var probes) -> classify(ready, request, context, intent, probes);
    };
  }

  private static Classification classify(
      Comparison.Ready ready,
      ChangeRequest request,
      Optional<GateContext> context,
      Optional<Intents.Found> intent,
      List<Probe> probes) {
    var floor =
        larger(
            larger(floor(request), intent.flatMap(Classifying::intentFloor)),
            AskedProbes.floor(probes));
    var facts = facts(ready, context, floor);
    var risk = Classifier.classify(facts);
    var spec = context.map(found -> found.gate().getSpec());
    var plan =
        Plans.standard(
            risk,
            risk.level().atLeast(RiskLevel.MEDIUM)
                ? spec.map(Classifying::soak).orElse(Duration.ZERO)
                : Duration.ZERO,
            spec.map(s -> approvals(s, risk.level())).orElse(0),
            shorter(
                Optional.ofNullable(request.getSpec().deadline()).map(TimeSpan::toJava),
                intent.flatMap(Intents.Found::deadline)));
    return new Classification.Ready(
        new Assessment(
            risk, plan, ready.coverage(), ready.changes().isEmpty(), gaps(ready), probes));
  }

  private static List<Gap> gaps(Comparison.Ready ready) {
    var missing =
        ready.coverage().unrendered().stream()
            .map(reason -> new Gap(Gap.Kind.CHART_NOT_INFLATED, "", reason));
    return Stream.concat(missing, ready.candidate().gapsOf(ready.changes(), ready.live()).stream())
        .toList();
  }

  /** What rules and checks are told of a change. */
  public static ChangeFacts facts(
      Comparison.Ready ready, Optional<GateContext> context, Optional<ChangeFacts.Floor> floor) {
    return new ChangeFacts(
        ready.changes(),
        ready.coverage(),
        ready.live(),
        ready.candidate(),
        context.flatMap(
            found -> found.gated().map(gated -> new GatedSource(gated.key(), found.root().key()))),
        floor);
  }

  private static Optional<ChangeFacts.Floor> floor(ChangeRequest request) {
    return Optional.ofNullable(request.getSpec().risk()).map(Classifying::authorFloor);
  }

  private static ChangeFacts.Floor authorFloor(ChangeRequestSpec.RiskFloor floor) {
    var reason = Optional.ofNullable(floor.reason()).orElse("the author says so");
    return new ChangeFacts.Floor(
        switch (floor.atLeast()) {
          case LOW -> RiskLevel.LOW;
          case MEDIUM -> RiskLevel.MEDIUM;
          // A word that this version does not know is not read as something better.
          case HIGH, UNKNOWN -> RiskLevel.HIGH;
        },
        reason);
  }

  private static Optional<ChangeFacts.Floor> intentFloor(Intents.Found intent) {
    var reason = "%s: %s".formatted(String.join("; ", intent.titles()), intent.reason());
    return intent.atLeast().map(level -> new ChangeFacts.Floor(level, reason));
  }

  private static Optional<ChangeFacts.Floor> larger(
      Optional<ChangeFacts.Floor> one, Optional<ChangeFacts.Floor> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().level().atLeast(other.get().level()) ? one : other;
  }

  private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
    return Stream.concat(one.stream(), other.stream()).min(Duration::compareTo);
  }

  private static Duration soak(PromotionGateSpec spec) {
    return spec.soak() == null ? Duration.ZERO : spec.soak().toJava();
  }

  private static int approvals(PromotionGateSpec spec, RiskLevel level) {
    var approvals = spec.approvals();
    if (approvals == null) {
      return 0;
    }
    var applies =
        approvals.appliesTo().isEmpty()
            ? level.atLeast(RiskLevel.MEDIUM)
            : approvals.appliesTo().stream().anyMatch(named -> named.word().equals(level.text()));
    return applies ? approvals.required() : 0;
  }
}
