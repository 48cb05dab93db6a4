package dev.headgate.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.risk.Plan.SandboxNeed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlansTest {

  @Test
  void shouldDemandNothingButChecksOfLow() {
    assertThat(standard(risk(RiskLevel.LOW, true)))
        .isEqualTo(new Plan(RiskLevel.LOW, SandboxNeed.NEVER, Duration.ZERO, 0, Plans.DEADLINE));
  }

  @Test
  void shouldDemandASandboxButNoHumanOfMedium() {
    assertThat(standard(risk(RiskLevel.MEDIUM, true)))
        .isEqualTo(
            new Plan(RiskLevel.MEDIUM, SandboxNeed.IF_AVAILABLE, Duration.ZERO, 0, Plans.DEADLINE));
  }

  @Test
  void shouldAskForAnApprovalWhereNoSandboxCanTell() {
    assertThat(standard(risk(RiskLevel.MEDIUM, false)))
        .isEqualTo(new Plan(RiskLevel.MEDIUM, SandboxNeed.NEVER, Duration.ZERO, 1, Plans.DEADLINE));
  }

  @Test
  void shouldNotAskForAnApprovalOfWhatDoesNotMatter() {
    var factors =
        List.of(
            new Factor("Rule", RiskLevel.MEDIUM, "object", "reason", true),
            new Factor("Rule", RiskLevel.LOW, "other", "reason", false));

    assertThat(standard(new Risk(RiskLevel.MEDIUM, factors)).approvals()).isZero();
  }

  @Test
  void shouldDemandSandboxSoakAndApprovalOfHigh() {
    assertThat(standard(risk(RiskLevel.HIGH, true)))
        .isEqualTo(
            new Plan(RiskLevel.HIGH, SandboxNeed.IF_AVAILABLE, Plans.HIGH_SOAK, 1, Plans.DEADLINE));
  }

  @Test
  void shouldTakeTheLargerOfPlanAndGate() {
    var high = risk(RiskLevel.HIGH, true);

    var raised = Plans.standard(high, Duration.ofHours(1), 2, Optional.empty());
    var kept = Plans.standard(high, Duration.ofMinutes(1), 0, Optional.empty());

    assertThat(raised).returns(Duration.ofHours(1), Plan::soak).returns(2, Plan::approvals);
    assertThat(kept).returns(Plans.HIGH_SOAK, Plan::soak).returns(1, Plan::approvals);
  }

  @Test
  void shouldBeAnotherPlanWhenItDemandsSomethingElse() {
    var low = standard(risk(RiskLevel.LOW, true));

    assertThat(low.digest()).isEqualTo(standard(risk(RiskLevel.LOW, true)).digest());
    assertThat(low.digest()).isNotEqualTo(standard(risk(RiskLevel.HIGH, true)).digest());
  }

  @Test
  void shouldLetAnAuthorOnlyShortenTheDeadline() {
    var low = risk(RiskLevel.LOW, true);

    assertThat(Plans.standard(low, Duration.ZERO, 0, Optional.of(Duration.ofMinutes(5))).deadline())
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(Plans.standard(low, Duration.ZERO, 0, Optional.of(Duration.ofHours(5))).deadline())
        .isEqualTo(Plans.DEADLINE);
  }

  private static Plan standard(Risk risk) {
    return Plans.standard(risk, Duration.ZERO, 0, Optional.empty());
  }

  private static Risk risk(RiskLevel level, boolean exercisable) {
    return new Risk(level, List.of(new Factor("Rule", level, "object", "reason", exercisable)));
  }
}
