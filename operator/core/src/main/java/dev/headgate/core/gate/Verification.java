package dev.headgate.core.gate;

import dev.headgate.core.gate.Condition.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether what followed well before the last promotion follows well now.
 *
 * @param watching it has landed, not all follow yet, and there is still time
 */
record Verification(Condition condition, boolean watching, Optional<Instant> endsAt) {

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
    var inTime = now.isBefore(end);
    var lagging =
        facts.followers().stream()
            .filter(follower -> follower.isWatched(live.brokenBefore()))
            .filter(follower -> !follower.isWellAt(live.revision()))
            .map(Follower::name)
            .toList();
    if (live.verifiedAt().isPresent() || lagging.isEmpty()) {
      var message = "all that followed well before follow %s".formatted(live.revision());
      return known(Status.TRUE, ConditionReason.FOLLOWERS_READY, message, inTime, end);
    }
    return inTime
        ? new Verification(
            new Condition(
                Condition.Type.VERIFIED,
                Status.UNKNOWN,
                ConditionReason.WATCHING,
                "until %s for: %s".formatted(end, names(lagging))),
            true,
            Optional.of(end))
        : known(
            Status.FALSE,
            ConditionReason.FOLLOWERS_NOT_READY,
            "did not follow %s well in time: %s".formatted(live.revision(), names(lagging)),
            false,
            end);
  }

  private static Verification known(
      Status status, ConditionReason reason, String message, boolean inTime, Instant end) {
    return new Verification(
        new Condition(Condition.Type.VERIFIED, status, reason, message),
        false,
        inTime ? Optional.of(end) : Optional.empty());
  }

  private static Verification unknown(ConditionReason reason, String message) {
    return new Verification(
        new Condition(Condition.Type.VERIFIED, Status.UNKNOWN, reason, message),
        false,
        Optional.empty());
  }

  private static String names(List<String> followers) {
    var shown = String.join(", ", followers.subList(0, Math.min(5, followers.size())));
    return followers.size() > 5 ? shown + " and %d more".formatted(followers.size() - 5) : shown;
  }
}
