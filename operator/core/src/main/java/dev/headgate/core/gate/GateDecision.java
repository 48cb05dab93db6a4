package dev.headgate.core.gate;

import dev.headgate.core.gate.GateEffect.PinEffect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a gate is, what holds it, and what to do. The effects come first, then status is written: a
 * crash between them repeats no-ops, and a pin without its record is recognised.
 *
 * @param ledger to be written to status
 * @param candidate the proof that is being waited for, held or let through
 * @param measures what is live and is to be measured by the gate's probes from now on
 * @param wakeAt when to decide again though nothing happened
 */
public record GateDecision(
    GateState state,
    List<Condition> conditions,
    List<Blocker> blockers,
    List<GateEffect> effects,
    Ledger ledger,
    Optional<Candidate> candidate,
    Optional<Recorded> measures,
    Optional<Instant> wakeAt) {

  public GateDecision {
    conditions = List.copyOf(conditions);
    blockers = List.copyOf(blockers);
    effects = List.copyOf(effects);
    if (effects.stream().filter(PinEffect.class::isInstance).count() > 1) {
      throw new IllegalArgumentException("more than one pin effect in one decision: " + effects);
    }
  }

  public Optional<Condition> condition(Condition.Type type) {
    return conditions.stream().filter(condition -> condition.type() == type).findFirst();
  }
}
