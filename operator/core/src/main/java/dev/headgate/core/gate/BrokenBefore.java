package dev.headgate.core.gate;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which followers a new move finds broken, so that it is not blamed for them. What the last move
 * still has to answer for stays owed: a failure does not vanish because another revision follows
 * before the verification has ended, nor because a person went back.
 */
final class BrokenBefore {

  private BrokenBefore() {}

  static Set<String> promotion(GateFacts facts, Ledger ledger, Instant now) {
    var broken = broken(facts);
    if (isOwed(facts, ledger, now)) {
      broken.retainAll(answeredFor(ledger));
    }
    return broken;
  }

  static Set<String> rollback(GateFacts facts, Ledger ledger) {
    var broken = broken(facts);
    broken.retainAll(answeredFor(ledger));
    return broken;
  }

  /** A move that was made before a crash: what had applied live by then is owed. */
  static Set<String> resumed(GateFacts facts, Recorded live) {
    return facts.followers().stream()
        .filter(follower -> !follower.ready())
        .filter(follower -> follower.lastApplied().filter(live.revision()::sameCommit).isEmpty())
        .map(Follower::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> broken(GateFacts facts) {
    return facts.followers().stream()
        .filter(follower -> !follower.ready())
        .map(Follower::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOwed(GateFacts facts, Ledger ledger, Instant now) {
    return ledger.promotion().isPresent() || Verification.of(facts, ledger, now).watching();
  }

  private static Set<String> answeredFor(Ledger ledger) {
    return ledger
        .promotion()
        .map(InFlight::brokenBefore)
        .or(() -> ledger.live().map(Recorded::brokenBefore))
        .orElse(Set.of());
  }
}
