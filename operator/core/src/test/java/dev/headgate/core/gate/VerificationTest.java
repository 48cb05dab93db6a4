package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.LIVE;
import static dev.headgate.core.gate.GateWorld.NOW;
import static dev.headgate.core.gate.GateWorld.OLDER;
import static dev.headgate.core.gate.GateWorld.proofOf;
import static dev.headgate.core.gate.PromotionTest.announced;
import static dev.headgate.core.gate.PromotionTest.pinEffects;
import static dev.headgate.core.gate.PromotionTest.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.gate.GateEffect.MovePin;
import dev.headgate.core.tree.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is watched after a promotion, and what follows when it does not follow well. */
class VerificationTest {

  private static final String APPS = "flux-system/apps";
  private static final Revision NEXT = GateWorld.revision("d");

  private final GateWorld world = new GateWorld().promoted();

  @BeforeEach
  void headIsLive() {
    world.head = GateWorld.at(HEAD);
  }

  @Test
  void shouldWatchUntilAllThatFollowedWellFollowsWell() {
    foundBroken("flux-system/broken-before");
    world.followers = List.of(broken(APPS), broken("flux-system/broken-before"));

    var watching = world.decide();
    assertThat(watching.state()).isEqualTo(GateState.VERIFYING);
    assertThat(watching.condition(Condition.Type.VERIFIED))
        .hasValueSatisfying(
            verified ->
                assertThat(verified.message()).contains(APPS).doesNotContain("broken-before"));
    assertThat(watching.wakeAt()).contains(NOW.plusSeconds(600 - 60));

    world.followers = List.of(well(APPS));
    assertThat(verified()).isEqualTo(Condition.Status.TRUE);
    assertThat(world.decide().state()).isEqualTo(GateState.OPEN);
  }

  @Test
  void shouldNotCallAFollowerWellThatIsReadyAtAnotherRevision() {
    world.followers = List.of(GateWorld.follower(APPS, true, Optional.of(LIVE), false));

    assertThat(verified()).isEqualTo(Condition.Status.UNKNOWN);
  }

  @Test
  void shouldNotExpectWhatIsNewOrSuspendedToFollow() {
    world.followers =
        List.of(
            GateWorld.follower("flux-system/new", false, Optional.empty(), false),
            GateWorld.follower("flux-system/suspended", false, Optional.of(LIVE), true));

    assertThat(verified()).isEqualTo(Condition.Status.TRUE);
  }

  @Test
  void shouldHoldAndSayWhoDidNotFollowInTimeAndOfferTheWayBack() {
    failed();

    var decision = world.decide();

    assertThat(verified()).isEqualTo(Condition.Status.FALSE);
    assertThat(decision.state()).isEqualTo(GateState.HELD);
    assertThat(announced(decision)).containsExactly(Announcement.VERIFICATION_FAILED);
    assertThat(decision.blockers())
        .singleElement()
        .satisfies(
            blocker -> {
              assertThat(blocker.reason()).isEqualTo(BlockerReason.VERIFICATION_FAILED);
              assertThat(blocker.message()).contains(APPS, "a bypass goes back to " + LIVE);
              assertThat(blocker.clearWith())
                  .contains(
                      "headgate approve cluster --revision %s --action Bypass -n flux-system"
                          .formatted(LIVE.commit()));
            });
  }

  @Test
  void shouldHoldTheNextRevisionThoughItIsProvenUntilItIsApprovedAfterwards() {
    failed();
    world.head = GateWorld.at(NEXT);
    world.candidate(proofOf(NEXT).passed());
    world.approval("ann", Action.APPROVE, NEXT);
    world.approvals.replaceAll(approval -> createdAt(approval, NOW.minusSeconds(3600)));
    assertThat(pinEffects(world.decide())).isEmpty();
    assertThat(reasons(world.decide())).containsExactly(BlockerReason.VERIFICATION_FAILED);

    world.approvals.replaceAll(approval -> createdAt(approval, world.now));
    assertThat(pinEffects(world.decide()))
        .containsExactly(new MovePin(NEXT, Optional.of("cluster-dddddddddddd-1"), Why.VERDICT));
  }

  @Test
  void shouldNotTakeTheWordOfSomebodyWhoIsNotAsked() {
    failed();
    world.head = GateWorld.at(NEXT);
    world.candidate(proofOf(NEXT).passed());
    world.approvers = new Approvers(0, List.of("eve"), List.of(), List.of());
    world.approval("ann", Action.APPROVE, NEXT);

    assertThat(reasons(world.decide())).containsExactly(BlockerReason.VERIFICATION_FAILED);
  }

  @Test
  void shouldGoOnByItselfWhenTheFollowersAreWellAgain() {
    failed();
    world.head = GateWorld.at(NEXT);
    world.candidate(proofOf(NEXT).passed());
    assertThat(pinEffects(world.decide())).isEmpty();

    world.followers = List.of(well(APPS));
    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldOfferOnlyTheWayForwardWhereNobodyGoesBack() {
    failed();
    world.rollback = Rollback.NEVER;
    world.head = GateWorld.at(NEXT);
    world.candidate(proofOf(NEXT).passed());
    world.approval("ann", Action.BYPASS, LIVE);

    assertThat(pinEffects(world.decide())).isEmpty();
    assertThat(world.decide().blockers().getFirst().message()).doesNotContain("bypass");
    assertThat(world.decide().blockers().getFirst().clearWith())
        .contains("headgate approve cluster --revision %s -n flux-system".formatted(NEXT.commit()));
  }

  @Test
  void shouldGoBackWhenABypassSaysSoThoughNobodyKnowsWhatIsNewest() {
    failed();
    world.approval("ann", Action.BYPASS, LIVE);
    world.head = new Head.NotFetched("uid", "no answer", false);

    var decision = world.decide();

    assertThat(pinEffects(world.decide()))
        .containsExactly(new MovePin(LIVE, Optional.empty(), Why.BYPASS));
    assertThat(decision.state()).isEqualTo(GateState.BYPASSED);
    assertThat(announced(decision)).contains(Announcement.BYPASSED);
    assertThat(decision.ledger().promotion()).map(InFlight::revision).contains(LIVE);
  }

  @Test
  void shouldNotGoBackByABypassThatWasMadeBeforeOrHasEndedOrWithoutTheGuard() {
    failed();
    world.approval("ann", Action.BYPASS, LIVE);
    world.approvals.replaceAll(approval -> createdAt(approval, NOW.minusSeconds(3600)));
    assertThat(pinEffects(world.decide())).isEmpty();

    world.approvals.clear();
    world.approval("ann", Action.BYPASS, LIVE, Optional.of(world.now));
    assertThat(pinEffects(world.decide())).isEmpty();

    world.approvals.clear();
    world.approval("ann", Action.BYPASS, LIVE);
    world.guard = new Guard.Missing(List.of("headgate-guard"));
    assertThat(pinEffects(world.decide())).isEmpty();
  }

  @Test
  void shouldHoldWhatFollowsAWayBackUnlessItIsWhatWasGoneBackTo() {
    returned();
    world.head = GateWorld.at(NEXT);
    world.candidate(proofOf(NEXT).passed());
    assertThat(reasons(world.decide())).containsExactly(BlockerReason.LEFT_BY_BYPASS);
    assertThat(world.decide().blockers().getFirst().message())
        .contains("a bypass went back to " + LIVE, NEXT + " may hold what was left");

    world.candidates.clear();
    world.candidate(proofOf(NEXT).passed().bound(new Binding.Same()));
    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldOfferNoWayBackFromAWayBack() {
    returned();
    world.now = NOW.plusSeconds(3600);
    world.followers = List.of(broken(APPS));

    assertThat(world.decide().blockers().getFirst().message()).doesNotContain("goes back");
  }

  @Test
  void shouldOfferTheLastRevisionThatWasSeenToWork() {
    world.ledger =
        GateWorld.recorded(LIVE, Why.ADOPTED)
            .recording(new Recorded(OLDER, Optional.empty(), Why.VERDICT, NOW.minusSeconds(90)))
            .recording(new Recorded(HEAD, Optional.empty(), Why.VERDICT, NOW.minusSeconds(60)));

    assertThat(WayBack.offered(world.facts().gate(), world.ledger))
        .map(Recorded::revision)
        .contains(LIVE);
  }

  @Test
  void shouldOfferTheRevisionBeforeWhenNoneWasSeenToWork() {
    assertThat(offeredAfter(recorded(LIVE, Why.VERDICT), recorded(HEAD, Why.VERDICT)))
        .contains(LIVE);
  }

  @Test
  void shouldNotOfferWhatIsLiveThoughItWasSeenToWorkBefore() {
    assertThat(
            offeredAfter(
                recorded(HEAD, Why.ADOPTED),
                recorded(LIVE, Why.VERDICT),
                recorded(HEAD, Why.VERDICT)))
        .contains(LIVE);
  }

  @Test
  void shouldOfferAWayBackFromWhatABypassLetThrough() {
    assertThat(offeredAfter(recorded(LIVE, Why.ADOPTED), recorded(HEAD, Why.BYPASS)))
        .contains(LIVE);
  }

  private Optional<Revision> offeredAfter(Recorded... records) {
    var ledger = Ledger.EMPTY;
    for (var record : records) {
      ledger = ledger.recording(record);
    }
    return WayBack.offered(world.facts().gate(), ledger).map(Recorded::revision);
  }

  private static Recorded recorded(Revision revision, Why why) {
    return new Recorded(revision, Optional.empty(), why, NOW.minusSeconds(60));
  }

  @Test
  void shouldKeepWhatItKnowsInItsRecordSoThatARestartForgetsNothing() {
    world.followers = List.of(well(APPS));
    world.now = NOW.plusSeconds(600);
    var record = world.decide().ledger();
    assertThat(record.live().flatMap(Recorded::verifiedAt)).contains(world.now);

    world.ledger = record;
    world.followers = List.of(broken(APPS));
    world.now = NOW.plusSeconds(86_400);
    assertThat(verified()).isEqualTo(Condition.Status.TRUE);
    assertThat(world.decide().ledger()).isEqualTo(record);
  }

  @Test
  void shouldRecordWhichFollowersANewMoveFindsBroken() {
    world.now = NOW.plusSeconds(3600);
    world.ledger = world.ledger.verified(NOW.plusSeconds(600));
    world.followers = List.of(broken(APPS), well("flux-system/web"));

    assertThat(next().brokenBefore()).containsExactly(APPS);
  }

  @Test
  void shouldStillBlameWhatAnUnfinishedVerificationFoundBroken() {
    foundBroken("flux-system/old");
    world.followers = List.of(broken(APPS), broken("flux-system/old"));

    assertThat(next().brokenBefore()).containsExactly("flux-system/old");
  }

  @Test
  void shouldExpectAWayBackToHealWhatWasBroken() {
    failed();
    foundBroken("flux-system/old");
    world.followers = List.of(broken(APPS), broken("flux-system/old"));
    world.approval("ann", Action.BYPASS, LIVE);

    assertThat(world.decide().ledger().inFlight().orElseThrow().brokenBefore())
        .containsExactly("flux-system/old");
  }

  @Test
  void shouldNotPutItsOwnMoveBackBecauseTheOneBeforeHadFailed() {
    failed();
    world.pin = Optional.of(NEXT.commit());
    world.head = GateWorld.at(NEXT);
    world.candidate(proofOf(NEXT).passed());

    assertThat(pinEffects(world.decide())).isEmpty();
    assertThat(world.decide().ledger().promotion()).map(InFlight::revision).contains(NEXT);
  }

  @Test
  void shouldNotLetAMoveThatDoesNotLandExcuseTheOneBefore() {
    failed();
    world.ledger = world.ledger.moving(GateWorld.inFlight(NEXT, world.now.minusSeconds(120), 9));
    world.pin = Optional.of(NEXT.commit());
    world.landing = new Landing.Waiting("still at " + HEAD);
    world.head = GateWorld.at(OLDER);
    world.candidate(proofOf(OLDER).passed());

    assertThat(pinEffects(world.decide())).isEmpty();
    assertThat(reasons(world.decide())).contains(BlockerReason.VERIFICATION_FAILED);
  }

  @Test
  void shouldHoldNothingWhereNobodyAskedForAVerification() {
    failed();
    world.verification = Duration.ZERO;

    assertThat(reasons(world.decide())).isEmpty();
  }

  /** The move of a head that is proven. */
  private InFlight next() {
    world.head = GateWorld.at(NEXT);
    world.candidate(proofOf(NEXT).passed());
    return world.decide().ledger().inFlight().orElseThrow();
  }

  private void failed() {
    world.followers = List.of(broken(APPS));
    world.now = NOW.plusSeconds(600);
    world.previous =
        new Previous(
            Optional.of(GateState.VERIFYING), List.of(), Optional.of(Condition.Status.UNKNOWN));
  }

  private void foundBroken(String follower) {
    var live = new Recorded(HEAD, Optional.of("cr"), Why.VERDICT, NOW.minusSeconds(60));
    world.ledger =
        GateWorld.recorded(LIVE, Why.ADOPTED)
            .recording(
                new Recorded(
                    live.revision(),
                    live.changeRequest(),
                    live.why(),
                    live.at(),
                    Set.of(follower),
                    Optional.empty()));
  }

  private void returned() {
    world.pin = Optional.of(LIVE.commit());
    world.ledger =
        world.ledger.recording(
            new Recorded(LIVE, Optional.empty(), Why.BYPASS, NOW.minusSeconds(30)));
  }

  private Condition.Status verified() {
    return world.decide().condition(Condition.Type.VERIFIED).orElseThrow().status();
  }

  private static Approval createdAt(Approval approval, Instant at) {
    return new Approval(
        approval.name(),
        approval.user(),
        approval.groups(),
        approval.revision(),
        approval.action(),
        at,
        Optional.of(GateWorld.NOW.plusSeconds(7200)),
        approval.reason());
  }

  private static Follower well(String name) {
    return GateWorld.follower(name, true, Optional.of(HEAD), false);
  }

  private static Follower broken(String name) {
    return GateWorld.follower(name, false, Optional.of(HEAD), false);
  }
}
