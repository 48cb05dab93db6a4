package dev.headgate.core.gate;

import dev.headgate.core.gate.GateEffect.AdoptPin;
import dev.headgate.core.gate.GateEffect.Nudge;
import dev.headgate.core.gate.GateEffect.RepairPin;
import java.util.Optional;

/** What the pin turned out to be. Each carries the ledger as it has to be from now on. */
sealed interface PinReading {

  Ledger ledger();

  /** Nothing is known to be live, and nothing can be pinned yet. */
  record Nothing(Ledger ledger, String why) implements PinReading {}

  /** What is live becomes the first record; {@code pin} is empty when the pin is there already. */
  record Adopted(Ledger ledger, Optional<AdoptPin> pin) implements PinReading {}

  /** The pin is the last record, and it has landed. */
  record Settled(Ledger ledger) implements PinReading {}

  /** A move is in flight; {@code nudge} is due now. */
  record Moving(Ledger ledger, InFlight move, Optional<Nudge> nudge) implements PinReading {}

  /** The move in flight has landed. */
  record Landed(Ledger ledger, InFlight move) implements PinReading {}

  /** A pin that was set before a crash kept it from being recorded. */
  record Resumed(Ledger ledger, InFlight move) implements PinReading {}

  /** Somebody set the pin, and a valid bypass says that they may. */
  record Bypassed(Ledger ledger, InFlight move, Approval bypass) implements PinReading {}

  /**
   * Somebody else touched the pin.
   *
   * @param opened the pin names something else than what was let through
   */
  record Foreign(Ledger ledger, RepairPin repair, boolean opened, String message)
      implements PinReading {}
}
