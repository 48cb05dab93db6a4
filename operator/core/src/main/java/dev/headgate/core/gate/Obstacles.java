package dev.headgate.core.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What holds every revision, a bypassed one included: without these nobody knows what a move does.
 */
final class Obstacles {

  private Obstacles() {}

  static List<Blocker> of(GateFacts facts, PinReading reading, Instant now) {
    var obstacles = new ArrayList<Blocker>();
    guardMissing(facts, now).ifPresent(obstacles::add);
    liveUnknown(reading, now).ifPresent(obstacles::add);
    headUnknown(facts.head(), now).ifPresent(obstacles::add);
    inFlight(facts, reading, now).ifPresent(obstacles::add);
    return obstacles;
  }

  private static Optional<Blocker> guardMissing(GateFacts facts, Instant now) {
    if (!facts.gate().enforces()) {
      return Optional.empty();
    }
    return switch (facts.guard()) {
      case Guard.Present() -> Optional.empty();
      case Guard.Missing(var names) ->
          Optional.of(
              Blocker.of(
                  Blocker.Type.GUARD,
                  BlockerReason.GUARD_MISSING,
                  "nothing is moved while the guard is missing: " + String.join(", ", names),
                  now));
    };
  }

  private static Optional<Blocker> liveUnknown(PinReading reading, Instant now) {
    return reading instanceof PinReading.Nothing(var ledger, var why)
        ? Optional.of(Blocker.of(Blocker.Type.LIVE, BlockerReason.LIVE_UNKNOWN, why, now))
        : Optional.empty();
  }

  private static Optional<Blocker> headUnknown(Head head, Instant now) {
    var why =
        switch (head) {
          case Head.Absent() -> Optional.of("the head source is being made");
          case Head.NotFetched(var uid, var reason, var drifted) -> Optional.of(reason);
          case Head.At at -> Optional.<String>empty();
        };
    return why.map(text -> Blocker.of(Blocker.Type.HEAD, BlockerReason.HEAD_UNKNOWN, text, now));
  }

  /**
   * Other bytes than the proven ones at the pinned commit. Nobody knows then what is live, so
   * nothing follows by itself; a bypass gets out of it.
   */
  static Optional<Blocker> wrongBytes(GateFacts facts, PinReading reading, Instant now) {
    return reading instanceof PinReading.Moving(var ledger, var move, var nudge)
            && facts.landing() instanceof Landing.WrongBytes(var found)
        ? Optional.of(
            Blocker.of(
                Blocker.Type.LANDING,
                BlockerReason.WRONG_BYTES,
                ("the source serves %s with digest %s, which is not what was proven; undo what changed"
                        + " the source, or bypass")
                    .formatted(move.revision(), found),
                now))
        : Optional.empty();
  }

  /**
   * What it served last stays live as long as source-controller keeps it. It keeps no other
   * revision back, because that may be the way out: the pinned one may be gone for good.
   */
  static Optional<Blocker> sourceFailing(GateFacts facts, Instant now) {
    return facts.gate().enforces() && facts.source() instanceof Source.Found found
        ? found
            .notReady()
            .map(
                why ->
                    Blocker.of(
                        Blocker.Type.SOURCE,
                        BlockerReason.SOURCE_FAILING,
                        ("the source cannot show what it is pinned to: %s; if that is gone for good"
                                + " (a force-push, a registry that deletes), another revision has to"
                                + " go live: a newer head, or a bypass")
                            .formatted(why),
                        now))
        : Optional.empty();
  }

  /** A mere delay holds until another may go first. */
  private static Optional<Blocker> inFlight(GateFacts facts, PinReading reading, Instant now) {
    if (!(reading instanceof PinReading.Moving(var ledger, var move, var nudge))) {
      return Optional.empty();
    }
    var isHead =
        facts.head() instanceof Head.At head && head.revision().sameCommit(move.revision());
    if (isHead || move.isOverdue(now)) {
      return Optional.empty();
    }
    return Optional.of(
        Blocker.of(
                Blocker.Type.LANDING,
                BlockerReason.MOVE_IN_FLIGHT,
                "%s has not landed yet, asked %d times".formatted(move.revision(), move.nudges()),
                now)
            .until(Optional.of(move.overdueAt())));
  }
}
