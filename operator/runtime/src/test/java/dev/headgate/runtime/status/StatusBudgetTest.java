package dev.headgate.runtime.status;

import static dev.headgate.runtime.status.Statuses.NOON;
import static dev.headgate.runtime.status.Statuses.aProof;
import static dev.headgate.runtime.status.Statuses.aProofWith;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.HistoryEntry;
import dev.headgate.api.v1alpha1.Origin;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.api.v1alpha1.RiskLevel;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusBudgetTest {

  private static final String LONG = "x".repeat(1024);

  @Test
  void shouldLeaveAloneWhatFits() {
    // given
    var status = aProofWith(3, "as expected").status();

    // then
    assertThat(StatusBudget.fit(status)).isSameAs(status);
  }

  @Test
  void shouldCutGapsBeforeFindingsBeforeFactorsBeforeChanges() {
    // given
    var status = aProofWith(12, LONG).status();

    // when
    var fitted = StatusBudget.fit(status);

    // then
    assertThat(StatusBudget.bytes(fitted)).isLessThanOrEqualTo(StatusBudget.BYTES);
    assertThat(requireNonNull(fitted.verdict()).gaps())
        .as("one of each kind: a gate may ask about it")
        .hasSize(1);
    assertThat(requireNonNull(fitted.checks()).notChecked()).isEmpty();
    assertThat(fitted.checks().findings()).isNotEmpty();
    assertThat(requireNonNull(fitted.risk()).factors()).hasSize(12);
    assertThat(fitted.changes()).hasSize(12);
  }

  @Test
  void shouldCutNoMoreThanItHasTo() {
    // given
    var status = aProofWith(12, LONG).status();

    // when
    var kept = requireNonNull(StatusBudget.fit(status).checks()).findings().size();

    // then
    var oneMore = requireNonNull(status.checks()).findings().get(kept);
    assertThat(StatusBudget.bytes(StatusBudget.fit(status)) + StatusBudget.bytes(oneMore))
        .isGreaterThan(StatusBudget.BYTES);
  }

  @ParameterizedTest
  @CsvSource({"5,1024", "12,1024", "20,512", "50,1024", "50,200", "100,100"})
  void shouldCountWhatItLeftOut(int entries, int length) {
    // given
    var status = aProofWith(entries, "x".repeat(length)).status();

    // when
    var fitted = StatusBudget.fit(status);

    // then
    var verdict = requireNonNull(fitted.verdict());
    assertThat(verdict.gaps().size() + verdict.omitted()).isEqualTo(entries);
    var checks = requireNonNull(fitted.checks());
    assertThat(
            checks.findings().size()
                + checks.notChecked().size()
                + checks.warnings().size()
                + checks.omitted())
        .isEqualTo(3 * entries);
    var risk = requireNonNull(fitted.risk());
    assertThat(risk.factors().size() + risk.omitted()).isEqualTo(entries);
    assertThat(fitted.changes().size() + fitted.changesOmitted()).isEqualTo(entries);
    var coverage = requireNonNull(fitted.coverage());
    assertThat(coverage.uncovered().size() + coverage.omitted()).isEqualTo(entries);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "ü", "水", "\u0001", "\"", "😀"})
  void shouldFitWhateverIsSaid(String letter) {
    // given
    var status = aProofWith(100, letter.repeat(1024 / letter.length())).status();

    // then
    assertThat(StatusBudget.bytes(StatusBudget.fit(status)))
        .isLessThanOrEqualTo(StatusBudget.BYTES);
  }

  @Test
  void shouldKeepTheJudgement() {
    // given
    var status = aProofWith(50, LONG).status();

    // when
    var fitted = requireNonNull(StatusBudget.fit(status).verdict());

    // then
    assertThat(fitted)
        .usingRecursiveComparison()
        .ignoringFields("gaps", "omitted")
        .isEqualTo(status.verdict());
    assertThat(requireNonNull(StatusBudget.fit(status).risk()).level()).isEqualTo(RiskLevel.MEDIUM);
  }

  @Test
  void shouldLetOnlyTheVerySameChangesCountOnceSomeWereCut() {
    // given
    var whole = aProofWith(100, "\u0001".repeat(1024)).status();

    // when
    var proven = CoreWords.proven(StatusBudget.fit(whole));

    // then
    assertThat(CoreWords.proven(whole).omitted()).isZero();
    assertThat(proven.omitted()).isPositive();
    assertThat(proven.digest()).isEqualTo("sha256:bb");
  }

  @Test
  void shouldBeAsStableAsTheStatusItself() {
    // given
    var status = aProofWith(50, LONG).status();

    // then
    assertThat(StatusBudget.fit(status)).isEqualTo(StatusBudget.fit(status));
    assertThat(StatusBudget.fit(StatusBudget.fit(status))).isEqualTo(StatusBudget.fit(status));
  }

  @Test
  void shouldFitAProofThatIsStillGoing() {
    // given
    ChangeRequestStatus status = aProofWith(50, LONG).status(null);

    // then
    assertThat(StatusBudget.bytes(StatusBudget.fit(status)))
        .isLessThanOrEqualTo(StatusBudget.BYTES);
    assertThat(StatusBudget.fit(aProof().status(null)).verdict()).isNull();
  }

  @Test
  void shouldFitAGateAndKeepItsLedger() {
    // given
    var status = gate(20, 10, "ü".repeat(1024));

    // when
    var fitted = StatusBudget.fit(status);

    // then
    assertThat(StatusBudget.bytes(status)).isGreaterThan(StatusBudget.BYTES);
    assertThat(StatusBudget.bytes(fitted)).isLessThanOrEqualTo(StatusBudget.BYTES);
    assertThat(fitted.history()).isEqualTo(status.history());
    assertThat(fitted.pin()).isEqualTo(status.pin());
    assertThat(fitted.blockers()).isNotEmpty().hasSizeLessThan(20);
    assertThat(fitted.omitted())
        .isEqualTo(
            (20 - fitted.blockers().size())
                + (20 - requireNonNull(fitted.followers()).uncovered().size())
                + (20 - requireNonNull(fitted.floatingInputs()).names().size()));
  }

  private static PromotionGateStatus gate(int entries, int history, String text) {
    return new PromotionGateStatus(
        1L,
        Statuses.REVISION,
        null,
        null,
        GateState.HELD,
        "Approval: 0 of 1 approvals",
        Collections.nCopies(
            entries, new Blocker("Approval", "ApprovalsMissing", text, NOON, null, null)),
        null,
        new PromotionGateStatus.Followers(entries, Collections.nCopies(entries, "apps/long-path")),
        new PromotionGateStatus.FloatingInputs(entries, Collections.nCopies(entries, "image:tag")),
        new PromotionGateStatus.Pin(
            Statuses.REVISION, "cluster-1", Origin.VERDICT, NOON, 0, List.of()),
        null,
        IntStream.range(0, history)
            .mapToObj(
                n ->
                    new HistoryEntry(
                        Statuses.REVISION + n,
                        "sha256:aa",
                        "cluster-" + n,
                        RiskLevel.LOW,
                        Origin.VERDICT,
                        NOON,
                        Collections.nCopies(n == 0 ? 20 : 0, "flux-system/" + "x".repeat(60)),
                        NOON))
            .toList(),
        null,
        null,
        List.of(
            new Condition("Ready", "True", "Enforcing", text, NOON, 1L),
            new Condition("Open", "False", "Held", text, NOON, 1L)),
        0);
  }
}
