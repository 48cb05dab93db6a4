package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.ProvenChanges;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.Plan;
import dev.headgate.core.risk.Risk;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a status says, in the words of the core. A word that this version does not know is never
 * read as something better than it is.
 */
public final class CoreWords {

  private CoreWords() {}

  /** The recorded verdict. An unknown result reads as Inconclusive. */
  public static Verdict verdict(dev.headgate.api.v1alpha1.Verdict verdict) {
    var message = Optional.ofNullable(verdict.message()).orElse("");
    var gaps = verdict.gaps().stream().map(CoreWords::gap).toList();
    return switch (verdict.result()) {
      case PASSED -> new Verdict.Passed(gaps);
      case FAILED ->
          new Verdict.Failed(
              reason(verdict.reason()), List.of(new Finding("verdict", "", "", message)), gaps);
      case INCONCLUSIVE, UNKNOWN ->
          new Verdict.Inconclusive(reason(verdict.reason()), message, gaps);
      case SUPERSEDED -> new Verdict.Superseded(message);
    };
  }

  /** The risk, without which a verdict does not count; empty also for an unknown level. */
  public static Optional<Risk> risk(dev.headgate.api.v1alpha1.@Nullable Risk risk) {
    return Optional.ofNullable(risk)
        .flatMap(
            known ->
                level(known.level())
                    .map(
                        level ->
                            new Risk(
                                level,
                                known.factors().stream()
                                    .flatMap(f -> factor(f).stream())
                                    .toList())));
  }

  /** The plan that was carried out; empty also when it cannot be read. */
  public static Optional<Plan> plan(ChangeRequestStatus status) {
    var plan = status.plan();
    var risk = risk(status.risk());
    if (plan == null || risk.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Plan(
            risk.get().level(),
            switch (plan.sandbox()) {
              case IF_AVAILABLE -> Plan.SandboxNeed.IF_AVAILABLE;
              case NEVER -> Plan.SandboxNeed.NEVER;
              case REQUIRED, UNKNOWN -> Plan.SandboxNeed.REQUIRED;
            },
            plan.soak() == null ? Duration.ZERO : plan.soak().toJava(),
            plan.approvals(),
            plan.deadline() == null ? Duration.ZERO : plan.deadline().toJava()));
  }

  /** The change set that was proven. */
  public static ProvenChanges proven(ChangeRequestStatus status) {
    var verdict = status.verdict();
    return new ProvenChanges(
        status.changes().stream()
            .map(
                change ->
                    new ProvenChanges.Entry(
                        change.object(),
                        Optional.ofNullable(change.before()).orElse(""),
                        Optional.ofNullable(change.after()).orElse("")))
            .toList(),
        status.changesOmitted(),
        verdict == null || verdict.changeSetDigest() == null ? "" : verdict.changeSetDigest());
  }

  private static Optional<RiskLevel> level(dev.headgate.api.v1alpha1.RiskLevel level) {
    return switch (level) {
      case LOW -> Optional.of(RiskLevel.LOW);
      case MEDIUM -> Optional.of(RiskLevel.MEDIUM);
      case HIGH -> Optional.of(RiskLevel.HIGH);
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<Factor> factor(dev.headgate.api.v1alpha1.Factor factor) {
    return level(factor.level())
        .map(
            level ->
                new Factor(
                    factor.rule(),
                    level,
                    Optional.ofNullable(factor.object()).orElse(""),
                    factor.reason(),
                    true));
  }

  private static Gap gap(dev.headgate.api.v1alpha1.Gap gap) {
    var kind =
        Arrays.stream(Gap.Kind.values())
            .filter(known -> ApiWords.word(known).equals(gap.kind()))
            .findFirst()
            .orElse(Gap.Kind.NOT_CHECKED);
    return new Gap(kind, Optional.ofNullable(gap.object()).orElse(""), gap.reason());
  }

  private static VerdictReason reason(String text) {
    return Arrays.stream(VerdictReason.values())
        .filter(known -> known.text().equals(text))
        .findFirst()
        .orElse(VerdictReason.CHECKS_UNAVAILABLE);
  }
}
