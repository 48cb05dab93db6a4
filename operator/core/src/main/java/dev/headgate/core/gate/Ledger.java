package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the gate has let through, the last one first, and the move in flight. It is the truth about
 * what may be live; the pin is the truth about what is.
 */
public record Ledger(List<Recorded> history, Optional<InFlight> inFlight) {

  public static final Ledger EMPTY = new Ledger(List.of(), Optional.empty());

  public Ledger {
    history = List.copyOf(history);
  }

  /** What is live as far as the gate has let it be. */
  Optional<Recorded> live() {
    return history.stream().findFirst();
  }

  /** What the pin is to be. */
  Optional<Revision> target() {
    return inFlight.map(InFlight::revision).or(() -> live().map(Recorded::revision));
  }

  /** A move to something that is not the last record: neither adopted nor put back. */
  Optional<InFlight> promotion() {
    return inFlight.filter(
        move -> live().filter(last -> last.revision().sameCommit(move.revision())).isEmpty());
  }

  /** Whether this revision was live before. */
  boolean knows(Revision revision) {
    return history.stream().anyMatch(recorded -> recorded.revision().sameCommit(revision));
  }

  Ledger recording(Recorded recorded) {
    var longer = new ArrayList<Recorded>();
    longer.add(recorded);
    longer.addAll(history);
    return new Ledger(longer, Optional.empty());
  }

  Ledger moving(InFlight move) {
    return new Ledger(history, Optional.of(move));
  }

  /** The move in flight has landed. */
  Ledger landed(InFlight move, Instant now) {
    var isNew = live().filter(last -> last.revision().sameCommit(move.revision())).isEmpty();
    return isNew
        ? recording(
            new Recorded(
                move.revision(),
                move.changeRequest(),
                move.why(),
                now,
                move.brokenBefore(),
                Optional.empty()))
        : settled();
  }

  /** The verification of what is live has ended well, which stands from now on. */
  Ledger verified(Instant now) {
    if (history.getFirst().verifiedAt().isPresent()) {
      return this;
    }
    var entries = new ArrayList<>(history);
    entries.set(0, history.getFirst().verified(now));
    return new Ledger(entries, inFlight);
  }

  /** What is live was live before, and a person went back to it. */
  boolean isReturned() {
    return live()
        .filter(last -> last.why() == Why.BYPASS)
        .filter(
            last ->
                history.stream()
                    .skip(1)
                    .anyMatch(older -> older.revision().sameCommit(last.revision())))
        .isPresent();
  }

  Ledger settled() {
    return new Ledger(history, Optional.empty());
  }
}
