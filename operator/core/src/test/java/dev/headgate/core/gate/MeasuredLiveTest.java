package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.LIVE;
import static dev.headgate.core.gate.GateWorld.NOW;
import static dev.headgate.core.gate.GateWorld.proofOf;
import static dev.headgate.core.gate.PromotionTest.announced;
import static dev.headgate.core.gate.PromotionTest.pinEffects;
import static dev.headgate.core.gate.PromotionTest.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.ProbeReport;
import dev.headgate.core.probe.ProbeReport.Result;
import dev.headgate.core.probe.Question;
import dev.headgate.core.tree.Revision;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gate has measured of what it let through, and what follows. */
class MeasuredLiveTest {

  private static final String APPS = "flux-system/apps";
  private static final Revision NEXT = GateWorld.revision("d");
  private static final Instant LANDED = NOW.minusSeconds(60);

  private final GateWorld world = new GateWorld().promoted();

  @BeforeEach
  void headIsLiveAndAllFollows() {
    world.head = GateWorld.at(HEAD);
    world.followers = List.of(GateWorld.follower(APPS, true, Optional.of(HEAD), false));
    world.probes = new AskedOfLive(List.of(probe("web"), probe("mail")), List.of());
  }

  @Test
  void shouldMeasureNothingBeforeAllFollows() {
    world.followers = List.of(GateWorld.follower(APPS, true, Optional.of(LIVE), false));

    assertThat(world.decide().measures()).isEmpty();
    assertThat(verified().message()).contains(APPS).doesNotContain("probe");
  }

  @Test
  void shouldMeasureOnceAllFollowsAndBeVerifyingUntilEachIsWell() {
    assertThat(world.decide().measures()).map(Recorded::revision).contains(HEAD);
    assertThat(world.decide().state()).isEqualTo(GateState.VERIFYING);
    assertThat(verified().message()).contains("probe web, probe mail");

    said(passed("web"));
    assertThat(world.decide().state()).isEqualTo(GateState.VERIFYING);
    assertThat(verified().message()).contains("probe mail").doesNotContain("web");

    said(passed("web"), passed("mail"));
    assertThat(world.decide().state()).isEqualTo(GateState.OPEN);
    assertThat(verified().status()).isEqualTo(Condition.Status.TRUE);
  }

  @Test
  void shouldMeasureOnUntilTheTimeIsUpAndThenKeepThatItWasWell() {
    said(passed("web"), passed("mail"));
    assertThat(world.decide().measures()).isPresent();
    assertThat(world.decide().ledger().live().orElseThrow().verifiedAt()).isEmpty();

    timeIsUp();
    assertThat(world.decide().measures()).isEmpty();
    assertThat(world.decide().ledger().live().orElseThrow().verifiedAt()).contains(world.now);
  }

  @Test
  void shouldNotHoldWhileThereIsTimeThoughOneFails() {
    said(passed("web"), failed("mail"));
    assertThat(verified().status()).isEqualTo(Condition.Status.UNKNOWN);
    assertThat(verified().message()).contains("probe mail (Job.batch/web/mail: it has failed)");

    nextIsProven();
    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldHoldWhatComesNextWhenOneFailsAtTheEndAndOfferTheWayBack() {
    said(passed("web"), failed("mail"));
    nextIsProven();
    timeIsUp();
    world.previous =
        new Previous(
            Optional.of(GateState.VERIFYING), List.of(), Optional.of(Condition.Status.UNKNOWN));

    var decision = world.decide();

    assertThat(verified())
        .returns(Condition.Status.FALSE, Condition::status)
        .returns(ConditionReason.PROBES_FAILED, Condition::reason);
    assertThat(pinEffects(decision)).isEmpty();
    assertThat(reasons(decision)).containsExactly(BlockerReason.VERIFICATION_FAILED);
    assertThat(decision.blockers().getFirst().message())
        .contains("probe mail", "a bypass goes back to " + LIVE);
    assertThat(announced(decision)).contains(Announcement.VERIFICATION_FAILED);
  }

  @Test
  void shouldMeasureOnWhatFailedAndGoOnByItselfWhenItIsWell() {
    said(passed("web"), failed("mail"));
    nextIsProven();
    timeIsUp();
    assertThat(world.decide().measures()).isPresent();

    said(passed("web"), passed("mail"));
    assertThat(pinEffects(world.decide())).hasSize(1);
    assertThat(world.decide().measures()).isEmpty();
  }

  @Test
  void shouldNeitherHoldNorCallVerifiedWhatCouldNotBeMeasured() {
    said(passed("web"), report("mail", Result.INCONCLUSIVE));
    timeIsUp();
    assertThat(verified())
        .returns(Condition.Status.UNKNOWN, Condition::status)
        .returns(ConditionReason.PROBES_NOT_MEASURED, Condition::reason);

    nextIsProven();
    assertThat(pinEffects(world.decide())).hasSize(1);
    assertThat(world.decide().ledger().history()).allMatch(it -> it.verifiedAt().isEmpty());
  }

  @Test
  void shouldStopMeasuringWhatCannotBeMeasuredWhenTimeIsUp() {
    said(passed("web"), report("mail", Result.INCONCLUSIVE));
    timeIsUp();

    assertThat(world.decide().measures()).isEmpty();
    assertThat(world.decide().state()).isEqualTo(GateState.OPEN);
  }

  @Test
  void shouldNotCallVerifiedWhatWasNeverReadable() {
    world.probes =
        new AskedOfLive(
            List.of(probe("web")), List.of("spec.verification.probes[x].expression.current no"));
    said(passed("web"));
    timeIsUp();

    assertThat(verified().reason()).isEqualTo(ConditionReason.PROBES_NOT_MEASURED);
    assertThat(verified().message()).contains("spec.verification.probes[x].expression.current no");
  }

  @Test
  void shouldMeasureAfterTheTimeWhatNobodyMeasuredInIt() {
    timeIsUp();

    assertThat(world.decide().measures()).isPresent();
    assertThat(world.decide().state()).isEqualTo(GateState.VERIFYING);
  }

  @Test
  void shouldNotTakeWhatWasMeasuredOfAnotherRevisionOrAtAnotherTime() {
    timeIsUp();
    world.probed =
        Optional.of(new ProbedLive(LIVE, LANDED, List.of(passed("web"), passed("mail"))));
    assertThat(verified().status()).isEqualTo(Condition.Status.UNKNOWN);

    world.probed =
        Optional.of(
            new ProbedLive(
                HEAD, LANDED.minusSeconds(3600), List.of(passed("web"), passed("mail"))));
    assertThat(verified().status()).isEqualTo(Condition.Status.UNKNOWN);
  }

  @Test
  void shouldForgetAProbeThatNobodyAsksForAnyMore() {
    said(passed("web"), failed("mail"));
    timeIsUp();
    world.probes = new AskedOfLive(List.of(probe("web")), List.of());

    assertThat(verified().status()).isEqualTo(Condition.Status.TRUE);
  }

  @Test
  void shouldNotMeasureWhatWasLiveBeforeTheGateNorForOneThatOnlyObserves() {
    world.ledger = GateWorld.recorded(LIVE, Why.ADOPTED);
    world.pin = Optional.of(LIVE.commit());
    assertThat(world.decide().measures()).isEmpty();

    world.promoted();
    world.enforcement = Enforcement.OBSERVE;
    assertThat(world.decide().measures()).isEmpty();
  }

  private void timeIsUp() {
    world.now = NOW.plusSeconds(600);
  }

  private void nextIsProven() {
    world.head = GateWorld.at(NEXT);
    world.candidate(proofOf(NEXT).passed());
  }

  private void said(ProbeReport... reports) {
    world.probed = Optional.of(new ProbedLive(HEAD, LANDED, Arrays.asList(reports)));
  }

  private Condition verified() {
    return world.decide().condition(Condition.Type.VERIFIED).orElseThrow();
  }

  private static Probe probe(String name) {
    return new Probe(name, new Question.Job("web", name), Probe.Rhythm.STANDARD);
  }

  private static ProbeReport passed(String name) {
    return report(name, Result.PASSED);
  }

  private static ProbeReport failed(String name) {
    return report(name, Result.FAILED);
  }

  private static ProbeReport report(String name, Result result) {
    return new ProbeReport(name, "job", result, "it has failed", "", 0, 3, List.of());
  }
}
