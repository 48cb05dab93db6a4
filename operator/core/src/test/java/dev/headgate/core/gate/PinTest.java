package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.LIVE;
import static dev.headgate.core.gate.GateWorld.NOW;
import static dev.headgate.core.gate.GateWorld.inFlight;
import static dev.headgate.core.gate.GateWorld.proofOf;
import static dev.headgate.core.gate.PromotionTest.announced;
import static dev.headgate.core.gate.PromotionTest.pinEffects;
import static dev.headgate.core.gate.PromotionTest.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.gate.GateEffect.AdoptPin;
import dev.headgate.core.gate.GateEffect.MovePin;
import dev.headgate.core.gate.GateEffect.Nudge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is pinned at first, and whether a move has landed. */
class PinTest {

  private final GateWorld world = new GateWorld();

  @Test
  void shouldAdoptWhatIsLiveAndChangeNothing() {
    // given
    world.ledger = Ledger.EMPTY;
    world.pin = Optional.empty();
    world.candidate(proofOf(HEAD).passed());

    // when
    var decision = world.decide();

    // then
    assertThat(pinEffects(decision)).containsExactly(new AdoptPin(LIVE));
    assertThat(decision.ledger().live())
        .contains(new Recorded(LIVE, Optional.empty(), Why.ADOPTED, NOW));
    assertThat(announced(decision)).contains(Announcement.ADOPTED);
  }

  @Test
  void shouldAdoptThePinThatHeadgateSetBeforeItsStatusWasLost() {
    world.ledger = Ledger.EMPTY;

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(decision.ledger().live()).map(Recorded::revision).contains(LIVE);
  }

  @Test
  void shouldNotAdoptWhileTheGuardIsMissing() {
    world.ledger = Ledger.EMPTY;
    world.pin = Optional.empty();
    world.guard = new Guard.Missing(List.of("headgate-guard"));

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(decision.ledger()).isEqualTo(Ledger.EMPTY);
  }

  @Test
  void shouldNotAdoptASourceThatServesNothing() {
    world.ledger = Ledger.EMPTY;
    world.pin = Optional.empty();
    world.artifact = Optional.empty();

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(reasons(decision)).startsWith(BlockerReason.LIVE_UNKNOWN);
  }

  @Test
  void shouldAdoptAnewWhenItOnlyObservedBefore() {
    world.ledger = GateWorld.recorded(GateWorld.OLDER, Why.OBSERVED);
    world.pin = Optional.empty();

    assertThat(pinEffects(world.decide())).containsExactly(new AdoptPin(LIVE));
  }

  @Test
  void shouldAskTheSourceAgainWithGrowingPausesUntilTheMoveHasLanded() {
    moving(NOW, 0);
    world.landing = new Landing.Waiting("still at " + LIVE);
    assertThat(nudges()).isEmpty();
    assertThat(world.decide().wakeAt()).contains(NOW.plusSeconds(1));

    world.now = NOW.plusSeconds(1);
    var decision = world.decide();
    assertThat(nudges()).containsExactly(new Nudge("headgate-cccccccccccc-1"));
    assertThat(decision.wakeAt()).contains(NOW.plusSeconds(3));
    assertThat(decision.condition(Condition.Type.LANDED))
        .hasValueSatisfying(
            landed -> {
              assertThat(landed.status()).isEqualTo(Condition.Status.FALSE);
              assertThat(landed.message()).contains("asked 1 times");
            });

    moving(NOW, 7);
    assertThat(inFlight(HEAD, NOW, 7).nextNudge()).isEqualTo(NOW.plusSeconds(31 + 90));
  }

  @Test
  void shouldRecordAMoveThatHasLandedAndDecideAgain() {
    moving(NOW.minusSeconds(1), 0);

    var decision = world.decide();

    assertThat(decision.ledger().inFlight()).isEmpty();
    assertThat(decision.ledger().live())
        .contains(new Recorded(HEAD, Optional.of("cr"), Why.VERDICT, NOW));
    assertThat(announced(decision)).contains(Announcement.LANDED);
    assertThat(decision.wakeAt()).contains(NOW);
  }

  @Test
  void shouldNotTakeOtherBytesOfTheSameCommitForLanded() {
    moving(NOW.minusSeconds(1), 0);
    world.landing = new Landing.WrongBytes("sha256:other");

    var decision = world.decide();

    assertThat(decision.ledger().live()).map(Recorded::revision).contains(LIVE);
    assertThat(announced(decision)).contains(Announcement.WRONG_BYTES);
    assertThat(decision.condition(Condition.Type.LANDED))
        .map(Condition::reason)
        .contains(ConditionReason.WRONG_BYTES);
  }

  @Test
  void shouldGetOutOfWrongBytesOnlyByABypass() {
    var next = GateWorld.revision("d");
    moving(NOW.minusSeconds(61), 7);
    world.landing = new Landing.WrongBytes("sha256:other");
    world.head = GateWorld.at(next);
    world.candidate(proofOf(next).passed());
    assertThat(pinEffects(world.decide())).isEmpty();

    world.approval("ann", Action.BYPASS, next);
    assertThat(pinEffects(world.decide()))
        .containsExactly(new MovePin(next, Optional.empty(), Why.BYPASS));
  }

  @Test
  void shouldHaveOnlyOneMoveInFlight() {
    var next = GateWorld.revision("d");
    moving(NOW.minusSeconds(5), 2);
    world.landing = new Landing.Waiting("still at " + LIVE);
    world.head = GateWorld.at(next);
    world.candidate(proofOf(next).passed());

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(reasons(decision)).containsExactly(BlockerReason.MOVE_IN_FLIGHT);
  }

  @Test
  void shouldLetTheHeadTakeThePlaceOfAMoveThatDoesNotLand() {
    var next = GateWorld.revision("d");
    moving(NOW.minusSeconds(60), 20);
    world.landing = new Landing.Waiting("still at " + LIVE);
    world.head = GateWorld.at(next);
    world.candidate(proofOf(next).passed());

    assertThat(pinEffects(world.decide()))
        .containsExactly(new MovePin(next, Optional.of("cluster-dddddddddddd-1"), Why.VERDICT));
  }

  @Test
  void shouldAskAgainWhenTheSourceServesSomethingElseThanThePinSays() {
    world.head = GateWorld.at(LIVE);
    world.landing = new Landing.Waiting("at " + HEAD);

    var decision = world.decide();

    assertThat(decision.ledger().inFlight()).map(InFlight::revision).contains(LIVE);
    assertThat(decision.wakeAt()).contains(NOW.plusSeconds(1));
    assertThat(decision.state()).isEqualTo(GateState.PROMOTING);
    assertThat(decision.condition(Condition.Type.OPEN))
        .map(Condition::reason)
        .contains(ConditionReason.MOVE_IN_FLIGHT);
  }

  @Test
  void shouldRecogniseItsOwnMoveAfterACrashKeptItFromBeingRecorded() {
    world.pin = Optional.of(HEAD.commit());
    world.landing = new Landing.Waiting("still at " + LIVE);
    world.candidate(proofOf(HEAD).passed());

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(decision.state()).isEqualTo(GateState.PROMOTING);
    assertThat(decision.ledger().promotion()).map(InFlight::revision).contains(HEAD);
  }

  @Test
  void shouldReturnWhenSomebodyUndidTheMoveInFlight() {
    world.ledger = world.ledger.moving(inFlight(HEAD, NOW.minusSeconds(1), 0));
    world.landing = new Landing.Waiting("at " + HEAD);

    var decision = world.decide();

    assertThat(decision.ledger().inFlight()).map(InFlight::revision).contains(LIVE);
  }

  private void moving(Instant movedAt, int nudges) {
    world.pin = Optional.of(HEAD.commit());
    world.ledger = GateWorld.recorded(LIVE, Why.ADOPTED).moving(inFlight(HEAD, movedAt, nudges));
  }

  private List<GateEffect> nudges() {
    return world.decide().effects().stream().filter(Nudge.class::isInstance).toList();
  }
}
