package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.EVIL;
import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.proofOf;
import static dev.headgate.core.gate.PromotionTest.announced;
import static dev.headgate.core.gate.PromotionTest.pinEffects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.gate.GateEffect.DeleteHead;
import dev.headgate.core.gate.GateEffect.ReleasePin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What cannot be gated, what is said when, and how a gate ends. */
class GateLifeTest {

  private final GateWorld world = new GateWorld();

  @Test
  void shouldStallWhenTheSourceIsNotThere() {
    world.otherSource = Optional.of(new Source.Missing("GitRepository flux-system/main"));

    var decision = world.decide();

    assertThat(decision.state()).isEqualTo(GateState.STALLED);
    assertThat(decision.condition(Condition.Type.STALLED))
        .hasValueSatisfying(
            stalled ->
                assertThat(stalled.message())
                    .contains("GitRepository flux-system/main", "spec.kustomizationRef"));
    assertThat(announced(decision)).containsExactly(Announcement.STALLED);
  }

  @Test
  void shouldSayOnceThatItIsStalled() {
    world.otherSource = Optional.of(new Source.Unpinnable("a Bucket has no commit", "use Git"));
    world.previous = new Previous(Optional.of(GateState.STALLED), List.of(), Optional.empty());

    assertThat(world.decide().effects()).isEmpty();
  }

  @Test
  void shouldStallWhenAnotherGateHasTheSameSourceAndSayWhich() {
    world.rivals = List.of("other");
    world.pin = Optional.of(EVIL.commit());

    var decision = world.decide();

    assertThat(decision.state()).isEqualTo(GateState.STALLED);
    assertThat(decision.effects()).noneMatch(GateEffect.PinEffect.class::isInstance);
    assertThat(decision.blockers().getFirst().message()).contains("other");
  }

  @Test
  void shouldStallWhenSomebodyElseHasPinnedTheSourceBefore() {
    world.ledger = Ledger.EMPTY;
    world.pinOwned = false;
    world.otherOwners = List.of("kustomize-controller");

    var decision = world.decide();

    assertThat(decision.state()).isEqualTo(GateState.STALLED);
    assertThat(decision.blockers().getFirst().message())
        .contains("kustomize-controller", "spec.ref.commit");
  }

  @Test
  void shouldStayReadyWhileItHolds() {
    world.candidate(proofOf(HEAD).failed());

    var decision = world.decide();

    assertThat(decision.state()).isEqualTo(GateState.HELD);
    assertThat(decision.condition(Condition.Type.READY))
        .map(Condition::status)
        .contains(Condition.Status.TRUE);
  }

  @Test
  void shouldNotBeReadyWhenTheSourceReportsAnError() {
    world.notReady = Optional.of("GitOperationFailed: object not found");

    assertThat(world.decide().condition(Condition.Type.READY))
        .map(Condition::reason)
        .contains(ConditionReason.SOURCE_NOT_READY);
  }

  @Test
  void shouldNameAFailingSourceAsABlockerThatKeepsNothingElseBack() {
    // given
    world.notReady = Optional.of("MANIFEST_UNKNOWN");
    world.candidate(proofOf(HEAD).passed());

    // when
    var decision = world.decide();

    // then
    assertThat(decision.blockers())
        .singleElement()
        .satisfies(
            blocker -> {
              assertThat(blocker.reason()).isEqualTo(BlockerReason.SOURCE_FAILING);
              assertThat(blocker.message()).contains("MANIFEST_UNKNOWN", "a bypass");
            });
    assertThat(decision.effects())
        .anyMatch(
            effect -> effect instanceof GateEffect.MovePin move && move.revision().equals(HEAD));
  }

  @Test
  void shouldAnnounceOnceThatItHolds() {
    world.candidate(proofOf(HEAD).failed());
    var decision = world.decide();
    assertThat(announced(decision)).containsExactly(Announcement.HELD);

    world.previous =
        new Previous(Optional.of(decision.state()), decision.blockers(), Optional.empty());
    assertThat(announced(world.decide())).isEmpty();
  }

  @Test
  void shouldLeaveThePinWhenItIsDeleted() {
    world.beingDeleted = true;
    world.candidate(proofOf(HEAD).passed());

    assertThat(world.decide().effects()).containsExactly(new DeleteHead("uid-head"));
  }

  @Test
  void shouldReleaseThePinWhenItIsDeletedAndSaysSo() {
    world.beingDeleted = true;
    world.onDelete = OnDelete.RELEASE;

    assertThat(world.decide().effects()).contains(new ReleasePin(), new DeleteHead("uid-head"));
  }

  @Test
  void shouldNotReleaseAPinThatIsNotHeadgates() {
    world.beingDeleted = true;
    world.onDelete = OnDelete.RELEASE;
    world.pinOwned = false;

    assertThat(pinEffects(world.decide())).isEmpty();
  }
}
