package dev.headgate.core.gate;

import dev.headgate.core.gate.Condition.Status;
import dev.headgate.core.tree.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether what followed well before the last promotion follows well now, and whether what the gate
 * has measured of it then is well.
 *
 * @param watching it has landed, not all is well yet, and there is still time
 * @param measures whether the gate's probes are measured: not before all follow, since they would
 *     measure what was there before
 */
record Verification(
    Condition condition, boolean watching, boolean measures, Optional<Instant> endsAt) {

  private static final Optional<Instant> NEVER = Optional.empty();

  /** When time is up and all is well, that is kept: what happens later is not its doing. */
  Ledger recordedIn(Ledger ledger, Instant now) {
    var endedWell = condition.status() == Status.TRUE && endsAt.isEmpty();
    return endedWell ? ledger.verified(now) : ledger;
  }

  static Verification of(GateFacts facts, Ledger ledger, Instant now) {
    var live = ledger.live();
    if (!facts.gate().enforces() || live.isEmpty()) {
      return unknown(ConditionReason.NOT_PINNED, "nothing is pinned");
    }
    if (ledger.promotion().isPresent()) {
      return unknown(ConditionReason.MOVE_IN_FLIGHT, "waits for the move in flight");
    }
    if (live.get().why() == Why.ADOPTED) {
      return unknown(
          ConditionReason.NOTHING_PROMOTED, live.get().revision() + " was live before the gate");
    }
    return facts.gate().verification().isZero()
        ? unknown(ConditionReason.NOT_WATCHED, "the gate asks for no verification")
        : watch(facts, live.get(), now);
  }

  private static Verification watch(GateFacts facts, Recorded live, Instant now) {
    var end = live.at().plus(facts.gate().verification());
    var left = Optional.of(end).filter(now::isBefore);
    var lagging =
        facts.followers().stream()
            .filter(follower -> follower.isWatched(live.brokenBefore()))
            .filter(follower -> !follower.isWellAt(live.revision()))
            .map(Follower::name)
            .toList();
    if (live.verifiedAt().isEmpty() && !lagging.isEmpty()) {
      var late = "did not follow %s well in time: %s".formatted(live.revision(), names(lagging));
      return left.isPresent()
          ? watching(lagging, end, false)
          : new Verification(
              known(Status.FALSE, ConditionReason.FOLLOWERS_NOT_READY, late), false, false, left);
    }
    var said = SaidOfLive.of(facts.gate().probes(), facts.probed(), live);
    return live.verifiedAt().isPresent() || said.isWell()
        ? well(facts, live, left)
        : left.isPresent() ? watching(said.notWell(), end, true) : ended(said, live.revision());
  }

  private static Verification well(GateFacts facts, Recorded live, Optional<Instant> left) {
    var probes = facts.gate().probes().probes().size();
    var message =
        "all that followed well before follow %s%s"
            .formatted(
                live.revision(), probes == 0 ? "" : ", and all that is measured of it is well");
    return new Verification(
        known(Status.TRUE, ConditionReason.FOLLOWERS_READY, message),
        false,
        probes > 0 && left.isPresent() && live.verifiedAt().isEmpty(),
        left);
  }

  private static Verification watching(List<String> waitsFor, Instant end, boolean measures) {
    return new Verification(
        known(
            Status.UNKNOWN,
            ConditionReason.WATCHING,
            "until %s for: %s".formatted(end, names(waitsFor))),
        true,
        measures,
        Optional.of(end));
  }

  /** A failure is measured on, so that it lifts when it is gone; what cannot be told stays so. */
  private static Verification ended(SaidOfLive said, Revision live) {
    if (!said.failed().isEmpty()) {
      var message = "measured of %s, and not well: %s".formatted(live, names(said.failed()));
      return new Verification(
          known(Status.FALSE, ConditionReason.PROBES_FAILED, message), false, true, NEVER);
    }
    return said.isUnsettled()
        ? new Verification(
            known(
                Status.UNKNOWN,
                ConditionReason.WATCHING,
                "is still measured: " + names(said.undecided())),
            true,
            true,
            NEVER)
        : new Verification(
            known(
                Status.UNKNOWN,
                ConditionReason.PROBES_NOT_MEASURED,
                "nobody knows whether %s is well: %s".formatted(live, names(said.unmeasured()))),
            false,
            false,
            NEVER);
  }

  private static Condition known(Status status, ConditionReason reason, String message) {
    return new Condition(Condition.Type.VERIFIED, status, reason, message);
  }

  private static Verification unknown(ConditionReason reason, String message) {
    return new Verification(known(Status.UNKNOWN, reason, message), false, false, NEVER);
  }

  private static String names(List<String> some) {
    var shown = String.join(", ", some.subList(0, Math.min(5, some.size())));
    return some.size() > 5 ? shown + " and %d more".formatted(some.size() - 5) : shown;
  }
}
