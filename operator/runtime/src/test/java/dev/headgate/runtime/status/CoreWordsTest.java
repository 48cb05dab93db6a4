package dev.headgate.runtime.status;

import static dev.headgate.runtime.status.Statuses.aProof;
import static dev.headgate.runtime.status.Statuses.aProofWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Gap;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.api.v1alpha1.SandboxNeed;
import dev.headgate.core.change.ProvenChanges;
import dev.headgate.core.risk.Plan;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreWordsTest {

  @ParameterizedTest
  @EnumSource(Result.class)
  void shouldReadNothingButPassedAsPassed(Result result) {
    assertThat(
            CoreWords.verdict(aProof().judged(result, "Proven").verdict())
                instanceof Verdict.Passed)
        .isEqualTo(result == Result.PASSED);
  }

  @Test
  void shouldReadAnUnknownResultAsInconclusive() {
    assertThat(CoreWords.verdict(aProof().judged(Result.UNKNOWN, "Proven").verdict()))
        .isInstanceOf(Verdict.Inconclusive.class);
  }

  /** NotExercised could be cleared by an approval. */
  @ParameterizedTest
  @ValueSource(strings = {"Tested", "notexercised", "NOT_EXERCISED", ""})
  void shouldNotReadAnUnknownReasonAsOneThatAnApprovalClears(String word) {
    var verdict = CoreWords.verdict(aProof().judged(Result.INCONCLUSIVE, word).verdict());
    assertThat(((Verdict.Inconclusive) verdict).reason())
        .isEqualTo(VerdictReason.CHECKS_UNAVAILABLE);
  }

  @ParameterizedTest
  @EnumSource(VerdictReason.class)
  void shouldReadEachReasonThatIsWritten(VerdictReason reason) {
    var verdict = CoreWords.verdict(aProof().judged(Result.FAILED, reason.text()).verdict());
    assertThat(((Verdict.Failed) verdict).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @EnumSource(dev.headgate.core.change.Gap.Kind.class)
  void shouldReadEachGapThatIsWritten(dev.headgate.core.change.Gap.Kind kind) {
    // given
    var gap = new dev.headgate.core.change.Gap(kind, "Secret/web/a", "because");

    // when
    var written = ApiWords.gaps(List.of(gap));

    // then
    assertThat(readBack(written)).containsExactly(gap);
  }

  @Test
  void shouldReadAnUnknownGapAsNotChecked() {
    assertThat(readBack(List.of(new Gap("Imagined", null, "why"))))
        .containsExactly(
            new dev.headgate.core.change.Gap(
                dev.headgate.core.change.Gap.Kind.NOT_CHECKED, "", "why"));
  }

  @Test
  void shouldHaveNoRiskWhereTheLevelIsUnknown() {
    assertThat(CoreWords.risk(aProof().atRisk(RiskLevel.UNKNOWN).status().risk())).isEmpty();
    assertThat(CoreWords.plan(aProof().atRisk(RiskLevel.UNKNOWN).status())).isEmpty();
    assertThat(CoreWords.risk(null)).isEmpty();
  }

  @Test
  void shouldReadAnUnknownSandboxNeedAsRequired() {
    assertThat(CoreWords.plan(aProof().needing(SandboxNeed.UNKNOWN).status()))
        .map(Plan::sandbox)
        .contains(Plan.SandboxNeed.REQUIRED);
  }

  @Test
  void shouldReadThePlanThatWasCarriedOut() {
    // when
    var plan = CoreWords.plan(aProof().status()).orElseThrow();

    // then
    assertThat(plan.approvals()).isEqualTo(1);
    assertThat(plan.soak()).isEqualTo(Duration.ofMinutes(10));
    assertThat(plan.deadline()).isEqualTo(Duration.ofMinutes(30));
    assertThat(plan.sandbox()).isEqualTo(Plan.SandboxNeed.IF_AVAILABLE);
  }

  @Test
  void shouldReadWhatWasProven() {
    assertThat(CoreWords.proven(aProofWith(1, "x").status()))
        .isEqualTo(
            new ProvenChanges(
                List.of(
                    new ProvenChanges.Entry(
                        "Deployment.apps/web/app-0", "0".repeat(32), "1".repeat(32))),
                0,
                "sha256:bb"));
  }

  @Test
  void shouldHaveProvenNothingWithoutAVerdict() {
    assertThat(CoreWords.proven(aProof().status(null)).digest()).isEmpty();
  }

  private static List<dev.headgate.core.change.Gap> readBack(List<Gap> written) {
    var with = aProof().verdict();
    var verdict =
        new dev.headgate.api.v1alpha1.Verdict(
            with.result(),
            with.reason(),
            null,
            null,
            null,
            null,
            null,
            null,
            written,
            0,
            with.decidedAt());
    return ((Verdict.Passed) CoreWords.verdict(verdict)).gaps();
  }
}
