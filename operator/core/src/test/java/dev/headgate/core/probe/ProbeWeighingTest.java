package dev.headgate.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.ProbeReport.Result;
import dev.headgate.core.verdict.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeWeighingTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final ObjectKey WEB = new ObjectKey("apps", "Deployment", "shop", "web");
  private static final Side READY =
      new Side(Map.of(WEB, new Health.Current()), Set.of(), Map.of(), List.of(), Set.of());
  private static final Run.Weighed WELL = new Run.Weighed(List.of(), List.of(), 1, List.of());
  private static final Probe ANSWERS =
      new Probe("answers", new Question.Job("shop", "smoke"), Probe.Rhythm.STANDARD);

  @ParameterizedTest(name = "on live {0}, on the candidate {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "Passed,       Passed,       PASSED,       -",
        "Failed,       Passed,       PASSED,       -",
        "Absent,       Passed,       PASSED,       -",
        "Inconclusive, Passed,       PASSED,       -",
        "Passed,       Failed,       FAILED,       -",
        "Absent,       Failed,       FAILED,       -",
        "Failed,       Failed,       INCONCLUSIVE, BROKEN_BEFORE",
        "Inconclusive, Failed,       INCONCLUSIVE, NOT_EXERCISED",
        "Passed,       Absent,       FAILED,       -",
        "Absent,       Absent,       INCONCLUSIVE, NOT_EXERCISED",
        "Failed,       Absent,       INCONCLUSIVE, BROKEN_BEFORE",
        "Inconclusive, Absent,       INCONCLUSIVE, NOT_EXERCISED",
        "Passed,       Inconclusive, INCONCLUSIVE, NOT_EXERCISED",
        "Failed,       Inconclusive, INCONCLUSIVE, NOT_EXERCISED",
        "Absent,       Inconclusive, INCONCLUSIVE, NOT_EXERCISED",
        "Inconclusive, Inconclusive, INCONCLUSIVE, NOT_EXERCISED",
      })
  void shouldHoldAgainstACandidateOnlyWhatLiveDidBetter(
      String live, String candidate, Result result, Gap.Kind gap) {
    // when
    var run = ProbeWeighing.weigh(WELL, READY, List.of(measured(ANSWERS, live, candidate)));

    // then
    assertThat(run.probes().getLast())
        .returns(result, ProbeReport::result)
        .returns(live, ProbeReport::onLive);
    assertThat(run.findings()).hasSize(result == Result.FAILED ? 1 : 0);
    assertThat(run.gaps()).extracting(Gap::kind).isEqualTo(gap == null ? List.of() : List.of(gap));
    assertThat(run.notExercised())
        .isEqualTo(result == Result.INCONCLUSIVE ? List.of("probe answers") : List.of());
  }

  @Test
  void shouldSayWhichProbeFailedAndHowLiveDid() {
    assertThat(
            ProbeWeighing.weigh(WELL, READY, List.of(measured(ANSWERS, "Passed", "Failed")))
                .findings())
        .containsExactly(
            new Finding(
                "job", "probe answers", "", "Job.batch/shop/smoke: not well (on live: well)"));
  }

  @Test
  void shouldReportReadinessThoughNobodyAskedForIt() {
    assertThat(ProbeWeighing.weigh(WELL, READY, List.of()).probes())
        .containsExactly(
            new ProbeReport(
                "ready", "ready", Result.PASSED, "1 of 1 objects are ready", "", 0, 0, List.of()));
  }

  @Test
  void shouldReportReadinessOnceWhenItIsAskedFor() {
    var ready = new Probe("ready", new Question.Ready(), Probe.Rhythm.STANDARD);

    assertThat(
            ProbeWeighing.weigh(WELL, READY, List.of(measured(ready, "Passed", "Failed"))).probes())
        .extracting(ProbeReport::name, ProbeReport::result)
        .containsExactly(org.assertj.core.api.Assertions.tuple("ready", Result.FAILED));
  }

  @Test
  void shouldReportReadinessAsFailedWhenThatEndedTheRun() {
    // given
    var finding = new Finding("ready", "Deployment.apps/shop/web", "", "crashes");
    var failed = new Run.Weighed(List.of(finding), List.of(), 1, List.of());
    var ready = new Probe("ready", new Question.Ready(), Probe.Rhythm.STANDARD);

    // when
    var run =
        ProbeWeighing.weigh(
            failed,
            READY,
            List.of(
                measured(ready, "Passed", "Inconclusive"),
                measured(ANSWERS, "Passed", "Inconclusive")));

    // then
    assertThat(run.findings()).containsExactly(finding);
    assertThat(run.probes())
        .extracting(ProbeReport::result)
        .containsExactly(Result.FAILED, Result.INCONCLUSIVE);
  }

  private static Measured measured(Probe probe, String live, String candidate) {
    return new Measured(
        probe,
        Readings.outcome(live),
        Readings.outcome(candidate),
        Series.begin(probe.rhythm(), NOON));
  }
}
