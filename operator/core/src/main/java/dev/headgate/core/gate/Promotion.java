package dev.headgate.core.gate;

import dev.headgate.core.gate.GateEffect.MovePin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may go next, and what holds the head.
 *
 * @param move the revision that is let through now (or would be, where the gate observes)
 */
record Promotion(
    Ledger ledger, Optional<Candidate> candidate, List<Blocker> blockers, Optional<MovePin> move) {

  /** The same, and something more for people to know of. */
  Promotion telling(Blocker blocker) {
    var all = new ArrayList<>(blockers);
    all.add(blocker);
    return new Promotion(ledger, candidate, List.copyOf(all), move);
  }
}
