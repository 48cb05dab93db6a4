package dev.headgate.core.gate;

import dev.headgate.core.gate.Approval.Action;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From what is live to what was live before: offered when it fails, taken when a person says so.
 */
final class WayBack {

  private WayBack() {}

  /**
   * The last record that was seen to work, else the one before live. A person who has gone back
   * already is offered no other way back.
   */
  static Optional<Recorded> offered(Gate gate, Ledger ledger) {
    if (gate.rollback() == Rollback.NEVER || ledger.isReturned()) {
      return Optional.empty();
    }
    return older(ledger)
        .filter(record -> record.verifiedAt().isPresent() || record.why() == Why.ADOPTED)
        .findFirst()
        .or(() -> older(ledger).findFirst());
  }

  /** The record that a bypass names which was made since live landed. */
  static Optional<Recorded> taken(GateFacts facts, Ledger ledger, Instant now) {
    if (facts.gate().rollback() == Rollback.NEVER || ledger.live().isEmpty()) {
      return Optional.empty();
    }
    var since = ledger.live().get().at();
    return older(ledger)
        .filter(
            record ->
                facts.approvals().stream()
                    .filter(approval -> approval.isValid(Action.BYPASS, record.revision(), now))
                    .anyMatch(approval -> approval.isSince(since)))
        .findFirst();
  }

  private static Stream<Recorded> older(Ledger ledger) {
    return ledger.history().stream()
        .skip(1)
        .filter(
            record ->
                ledger
                    .live()
                    .filter(live -> live.revision().sameCommit(record.revision()))
                    .isEmpty());
  }
}
