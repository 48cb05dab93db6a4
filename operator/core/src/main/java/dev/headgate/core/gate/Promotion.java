package dev.headgate.core.gate;

import dev.headgate.core.gate.GateEffect.MovePin;
import java.util.List;
import java.util.Optional;

/**
 * What may go next, and what holds the head.
 *
 * @param move the revision that is let through now (or would be, where the gate observes)
 */
record Promotion(
    Ledger ledger, Optional<Candidate> candidate, List<Blocker> blockers, Optional<MovePin> move) {}
