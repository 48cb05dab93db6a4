package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.LIVE;
import static dev.headgate.core.gate.GateWorld.NOW;
import static dev.headgate.core.gate.GateWorld.OLDER;
import static dev.headgate.core.gate.GateWorld.proofOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.gate.GateEffect.Announce;
import dev.headgate.core.gate.GateEffect.MovePin;
import dev.headgate.core.gate.GateEffect.PinEffect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is let through. */
class PromotionTest {

  private final GateWorld world = new GateWorld();

  @Test
  void shouldBeOpenWhenLiveIsHead() {
    world.head = GateWorld.at(LIVE);

    var decision = world.decide();

    assertThat(decision.state()).isEqualTo(GateState.OPEN);
    assertThat(decision.blockers()).isEmpty();
    assertThat(decision.effects()).isEmpty();
    assertThat(decision.wakeAt()).isEmpty();
  }

  @Test
  void shouldLetAProvenHarmlessHeadThroughAtOnce() {
    // given
    world.candidate(proofOf(HEAD).passed());

    // when
    var decision = world.decide();

    // then
    assertThat(pinEffects(decision))
        .containsExactly(new MovePin(HEAD, Optional.of("cluster-cccccccccccc-1"), Why.VERDICT));
    assertThat(decision.state()).isEqualTo(GateState.PROMOTING);
    assertThat(decision.ledger().inFlight())
        .contains(new InFlight(HEAD, Optional.of("cluster-cccccccccccc-1"), Why.VERDICT, NOW, 0));
    assertThat(decision.ledger().live()).map(Recorded::revision).contains(LIVE);
  }

  @Test
  void shouldHoldAHeadThatIsStillBeingProven() {
    world.candidate(proofOf(HEAD));

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(decision.state()).isEqualTo(GateState.HELD);
    assertThat(reasons(decision)).containsExactly(BlockerReason.NOT_YET_PROVEN);
  }

  @Test
  void shouldLetAnOlderRevisionGoFirstWhenTheHeadContainsItsChange() {
    world.candidate(proofOf(OLDER).passed().containedInHead()).candidate(proofOf(HEAD));

    assertThat(pinEffects(world.decide()))
        .containsExactly(new MovePin(OLDER, Optional.of("cluster-bbbbbbbbbbbb-1"), Why.VERDICT));
  }

  @Test
  void shouldNotLetAnOlderRevisionGoFirstWhenTheHeadTookItsChangeBack() {
    world.candidate(proofOf(OLDER).passed()).candidate(proofOf(HEAD));

    assertThat(pinEffects(world.decide())).isEmpty();
  }

  @Test
  void shouldNotLetAnOlderRevisionGoFirstWhenAPersonHoldsIt() {
    world.candidate(proofOf(OLDER).passed().containedInHead()).candidate(proofOf(HEAD));
    world.approval("ann", Action.HOLD, OLDER);

    assertThat(pinEffects(world.decide())).isEmpty();
  }

  @Test
  void shouldNotLetAnOlderRevisionGoFirstWhenItFailedTheNextTime() {
    world
        .candidate(proofOf(OLDER).passed().containedInHead())
        .candidate(proofOf(OLDER).attempt(2).failed())
        .candidate(proofOf(HEAD));

    assertThat(pinEffects(world.decide())).isEmpty();
  }

  @Test
  void shouldLetARevisionComeBackThatWasLiveBeforeWhenItIsTheNewestAgain() {
    world.ledger =
        GateWorld.recorded(HEAD, Why.VERDICT)
            .recording(new Recorded(LIVE, Optional.empty(), Why.VERDICT, NOW.minusSeconds(3600)));
    world.candidate(proofOf(HEAD).passed());

    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldComeBackToWhatABypassLetThroughWhenWhatFollowedDoesNotLand() {
    world.ledger =
        GateWorld.recorded(LIVE, Why.BYPASS)
            .moving(GateWorld.inFlight(HEAD, NOW.minusSeconds(120), 9));
    world.pin = Optional.of(HEAD.commit());
    world.landing = new Landing.Waiting("still at " + LIVE);
    world.head = GateWorld.at(LIVE);
    world.candidate(proofOf(LIVE).passed());

    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldNeverGoBackToARevisionThatWasLiveBefore() {
    world.ledger =
        GateWorld.recorded(OLDER, Why.VERDICT)
            .recording(new Recorded(LIVE, Optional.empty(), Why.VERDICT, NOW.minusSeconds(60)));
    world.candidate(proofOf(OLDER).passed().containedInHead()).candidate(proofOf(HEAD));

    assertThat(pinEffects(world.decide())).isEmpty();
  }

  @Test
  void shouldWithdrawEverythingWhenTheHeadEqualsLiveAgain() {
    world
        .candidate(proofOf(OLDER).passed().containedInHead())
        .candidate(proofOf(HEAD).bound(new Binding.Same()));

    assertThat(pinEffects(world.decide())).isEmpty();
  }

  @Test
  void shouldLetAProofOfSomebodyElsesCountWhenItIsBoundToTheHead() {
    world.candidate(proofOf(HEAD).bySomebodyElse().passed());

    assertThat(pinEffects(world.decide()))
        .containsExactly(new MovePin(HEAD, Optional.of("pr-1234"), Why.VERDICT));
  }

  @Test
  void shouldNotLetAForgedProofOfSomebodyElsesCount() {
    world.candidate(
        proofOf(HEAD).bySomebodyElse().passed().bound(new Binding.Forged("other files")));

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(reasons(decision)).containsExactly(BlockerReason.NOT_YET_PROVEN);
  }

  @Test
  void shouldNotLetSomebodyElsesUnfinishedProofDelayTheGatesOwn() {
    world
        .candidate(proofOf(HEAD).passed())
        .candidate(proofOf(HEAD).bySomebodyElse().attempt(5).named("later"));

    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldNotLetSomebodyElsesUnboundProofDelayTheGatesOwn() {
    world
        .candidate(proofOf(HEAD).passed())
        .candidate(
            proofOf(HEAD)
                .bySomebodyElse()
                .attempt(5)
                .named("later")
                .passed()
                .bound(new Binding.Unknown("no bytes")));

    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldLetTheLatestAttemptCount() {
    world.candidate(proofOf(HEAD).passed()).candidate(proofOf(HEAD).attempt(2).failed());

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(reasons(decision)).containsExactly(BlockerReason.PROOF_FAILED);
  }

  @Test
  void shouldMoveNothingWhileTheGuardIsMissing() {
    world.candidate(proofOf(HEAD).passed());
    world.approval("ann", Action.BYPASS, HEAD);
    world.guard = new Guard.Missing(List.of("headgate-guard"));

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(decision.state()).isEqualTo(GateState.HELD);
    assertThat(reasons(decision)).containsExactly(BlockerReason.GUARD_MISSING);
    assertThat(decision.condition(Condition.Type.READY))
        .map(Condition::status)
        .contains(Condition.Status.FALSE);
  }

  @Test
  void shouldHoldWhenNobodyKnowsWhatIsNewest() {
    world.head = new Head.NotFetched("uid", "git: connection refused", false);
    world.candidate(proofOf(HEAD).passed());

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(reasons(decision)).containsExactly(BlockerReason.HEAD_UNKNOWN);
    assertThat(decision.condition(Condition.Type.OPEN))
        .map(Condition::status)
        .contains(Condition.Status.UNKNOWN);
  }

  @Test
  void shouldLetABypassedHeadThroughWithoutRequirementsAndSaySoLoudly() {
    world.candidate(proofOf(HEAD).failed());
    world.freeze = Optional.of(new Freeze(Optional.empty(), "holidays"));
    world.approval("ann", Action.BYPASS, HEAD);

    var decision = world.decide();

    assertThat(pinEffects(decision))
        .containsExactly(new MovePin(HEAD, Optional.empty(), Why.BYPASS));
    assertThat(decision.state()).isEqualTo(GateState.BYPASSED);
    assertThat(announced(decision)).containsExactly(Announcement.BYPASSED);
    assertThat(decision.condition(Condition.Type.BYPASSED))
        .map(Condition::status)
        .contains(Condition.Status.TRUE);
  }

  @Test
  void shouldNotBelieveABypassThatDoesNotExpireOrIsOlderThanADay() {
    world.candidate(proofOf(HEAD).failed());
    world.approval("ann", Action.BYPASS, HEAD, Optional.empty());
    world.approvals.add(
        new Approval(
            "old",
            "bob",
            List.of(),
            HEAD,
            Action.BYPASS,
            NOW.minusSeconds(86_400),
            Optional.of(NOW.plusSeconds(86_400)),
            "because"));

    assertThat(pinEffects(world.decide())).isEmpty();
  }

  @Test
  void shouldOnlySayWhatItWouldLetThroughWhenItObserves() {
    world.enforcement = Enforcement.OBSERVE;
    world.pin = Optional.empty();
    world.guard = new Guard.Missing(List.of("headgate-guard"));
    world.candidate(proofOf(HEAD).passed());

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(decision.state()).isEqualTo(GateState.OBSERVING);
    assertThat(announced(decision)).containsExactly(Announcement.WOULD_PROMOTE);
    assertThat(decision.ledger().live())
        .contains(new Recorded(HEAD, Optional.of("cluster-cccccccccccc-1"), Why.OBSERVED, NOW));
  }

  @Test
  void shouldSayWhatItWouldHoldWhenItObserves() {
    world.enforcement = Enforcement.OBSERVE;
    world.pin = Optional.empty();
    world.candidate(proofOf(HEAD).failed());

    var decision = world.decide();

    assertThat(decision.state()).isEqualTo(GateState.OBSERVING);
    assertThat(reasons(decision)).containsExactly(BlockerReason.PROOF_FAILED);
    assertThat(decision.condition(Condition.Type.OPEN))
        .hasValueSatisfying(open -> assertThat(open.message()).startsWith("would hold: "));
  }

  static List<GateEffect> pinEffects(GateDecision decision) {
    return decision.effects().stream().filter(PinEffect.class::isInstance).toList();
  }

  static List<BlockerReason> reasons(GateDecision decision) {
    return decision.blockers().stream().map(Blocker::reason).toList();
  }

  static List<Announcement> announced(GateDecision decision) {
    return decision.effects().stream()
        .flatMap(
            e ->
                e instanceof Announce(var what, var m)
                    ? List.of(what).stream()
                    : List.<Announcement>of().stream())
        .toList();
  }
}
