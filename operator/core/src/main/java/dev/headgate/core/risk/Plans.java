package dev.headgate.core.risk;

import dev.headgate.core.risk.Plan.SandboxNeed;
import java.time.Duration;
import java.util.Optional;

/** What each level demands. */
public final class Plans {

  public static final Duration DEADLINE = Duration.ofMinutes(30);
  public static final Duration HIGH_SOAK = Duration.ofMinutes(10);

  private Plans() {}

  /**
   * The standard plan, raised to what the gate demands of this level.
   *
   * @param gateSoak the gate's soak where it applies to this level, else zero
   * @param gateApprovals the same of its approvals
   * @param authorsDeadline may only shorten
   */
  public static Plan standard(
      Risk risk, Duration gateSoak, int gateApprovals, Optional<Duration> authorsDeadline) {
    return new Plan(
        risk.level(),
        sandbox(risk),
        larger(soak(risk), gateSoak),
        Math.max(approvals(risk), gateApprovals),
        authorsDeadline.filter(deadline -> deadline.compareTo(DEADLINE) < 0).orElse(DEADLINE));
  }

  private static SandboxNeed sandbox(Risk risk) {
    return switch (risk.level()) {
      case LOW -> SandboxNeed.NEVER;
      case MEDIUM, HIGH -> sandboxTells(risk) ? SandboxNeed.IF_AVAILABLE : SandboxNeed.NEVER;
    };
  }

  /** Of something that matters; else the approval stands alone. */
  private static boolean sandboxTells(Risk risk) {
    var grave = risk.factors().stream().filter(Plans::matters).toList();
    return grave.isEmpty() || grave.stream().anyMatch(Factor::exercisable);
  }

  private static Duration soak(Risk risk) {
    return risk.level() == RiskLevel.HIGH ? HIGH_SOAK : Duration.ZERO;
  }

  /** One for High, and one where no sandbox can tell. */
  private static int approvals(Risk risk) {
    var unseen =
        risk.factors().stream().filter(Plans::matters).anyMatch(factor -> !factor.exercisable());
    return risk.level() == RiskLevel.HIGH || unseen ? 1 : 0;
  }

  private static boolean matters(Factor factor) {
    return factor.level().atLeast(RiskLevel.MEDIUM);
  }

  private static Duration larger(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
