package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pin that was set and is not known to have landed. When its revision is the last recorded one it
 * was put right or adopted, not promoted.
 *
 * @param nudges how often the source was asked to reconcile since
 * @param brokenBefore followers that did not follow well before it
 */
public record InFlight(
    Revision revision,
    Optional<String> changeRequest,
    Why why,
    Instant movedAt,
    int nudges,
    Set<String> brokenBefore) {

  public InFlight {
    brokenBefore = Collections.unmodifiableSet(new TreeSet<>(brokenBefore));
  }

  /** One that is held against every follower. */
  public InFlight(
      Revision revision, Optional<String> changeRequest, Why why, Instant movedAt, int nudges) {
    this(revision, changeRequest, why, movedAt, nudges, Set.of());
  }

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** After this long another revision may take its place: it may never land. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** When to ask the source again: 1 s, 2 s, 4 s and so on after the last time, at most 30 s. */
  Instant nextNudge() {
    var due = movedAt;
    for (int n = 0; n <= nudges; n++) {
      var pause = n < 5 ? Duration.ofSeconds(1L << n) : LONGEST;
      due = due.plus(pause);
    }
    return due;
  }

  /** The next time to ask; one that was slept through is made up for soon, not all at once. */
  Instant wakeAt(Instant now) {
    return now.isBefore(nextNudge()) ? nextNudge() : now.plusSeconds(1);
  }

  Instant overdueAt() {
    return movedAt.plus(PATIENCE);
  }

  boolean isOverdue(Instant now) {
    return !now.isBefore(overdueAt());
  }

  InFlight nudged() {
    return new InFlight(revision, changeRequest, why, movedAt, nudges + 1, brokenBefore);
  }
}
