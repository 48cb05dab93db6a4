package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.EVIL;
import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.LIVE;
import static dev.headgate.core.gate.GateWorld.NOW;
import static dev.headgate.core.gate.GateWorld.inFlight;
import static dev.headgate.core.gate.GateWorld.proofOf;
import static dev.headgate.core.gate.PromotionTest.announced;
import static dev.headgate.core.gate.PromotionTest.pinEffects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.gate.GateEffect.RepairPin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who moved the pin, if it was not Headgate. */
class ForeignPinTest {

  private final GateWorld world = new GateWorld();

  @Test
  void shouldPutAForeignPinRightAndSaySoLoudly() {
    world.pin = Optional.of(EVIL.commit());
    world.pinOwned = false;

    var decision = world.decide();

    assertThat(pinEffects(decision)).containsExactly(new RepairPin(LIVE));
    assertThat(decision.state()).isEqualTo(GateState.BYPASSED);
    assertThat(announced(decision)).contains(Announcement.FOREIGN_PIN);
    assertThat(decision.condition(Condition.Type.BYPASSED))
        .map(Condition::reason)
        .contains(ConditionReason.FOREIGN_PIN);
  }

  @Test
  void shouldPutAForeignPinRightThoughItsRevisionIsProvenButHeld() {
    world.pin = Optional.of(HEAD.commit());
    world.freeze = Optional.of(new Freeze(Optional.empty(), "holidays"));
    world.candidate(proofOf(HEAD).passed());

    assertThat(pinEffects(world.decide())).containsExactly(new RepairPin(LIVE));
  }

  @Test
  void shouldPutAPinRightThatSomebodyElseOwnsThoughItsRevisionIsProven() {
    world.pin = Optional.of(HEAD.commit());
    world.pinOwned = false;
    world.candidate(proofOf(HEAD).passed());

    assertThat(pinEffects(world.decide())).containsExactly(new RepairPin(LIVE));
  }

  @Test
  void shouldPutARemovedPinBack() {
    world.pin = Optional.empty();
    world.pinOwned = false;

    var decision = world.decide();

    assertThat(pinEffects(decision)).containsExactly(new RepairPin(LIVE));
    assertThat(decision.state()).isEqualTo(GateState.BYPASSED);
  }

  @Test
  void shouldTakeAPinBackThatSomebodyElseOwnsWithoutCallingItABypass() {
    world.pinOwned = false;

    var decision = world.decide();

    assertThat(pinEffects(decision)).containsExactly(new RepairPin(LIVE));
    assertThat(decision.state()).isEqualTo(GateState.HELD);
    assertThat(decision.condition(Condition.Type.READY))
        .map(Condition::reason)
        .contains(ConditionReason.PIN_NOT_OWNED);
  }

  @Test
  void shouldReportAPinThatWasPutRightUntilItHasLanded() {
    world.ledger = world.ledger.moving(inFlight(LIVE, NOW.minusSeconds(1), 0));
    world.landing = new Landing.Waiting("at " + EVIL);
    world.previous = new Previous(Optional.of(GateState.BYPASSED), List.of(), Optional.empty());

    assertThat(world.decide().state()).isEqualTo(GateState.BYPASSED);

    world.landing = new Landing.Landed();
    assertThat(world.decide().state()).isEqualTo(GateState.HELD);
  }

  @Test
  void shouldAdoptAForeignPinThatAValidBypassNames() {
    world.pin = Optional.of(EVIL.commit());
    world.pinOwned = false;
    world.approval("ann", Action.BYPASS, EVIL);

    var decision = world.decide();

    assertThat(pinEffects(decision)).isEmpty();
    assertThat(decision.state()).isEqualTo(GateState.BYPASSED);
    assertThat(decision.ledger().inFlight()).map(InFlight::why).contains(Why.BYPASS);
    assertThat(announced(decision)).contains(Announcement.BYPASSED);
  }
}
