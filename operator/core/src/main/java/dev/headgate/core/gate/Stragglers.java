package dev.headgate.core.gate;

import dev.headgate.core.gate.GateEffect.Announce;
import dev.headgate.core.gate.GateEffect.NudgeFollower;
import dev.headgate.core.tree.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Followers that are at another revision than the one that is live, although the source has shown
 * it for a while. kustomize-controller misses a fast A, B, A: while it applies B its status still
 * says A, so that it drops the event of A, and it stays at B until its interval ends.
 */
record Stragglers(List<Straggler> all) {

  /** How long a follower has to notice by itself. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** A request wakes the gate when it is seen; one that could not be made is made again then. */
  private static final Duration UNSEEN = Duration.ofSeconds(30);

  private static final int SHOWN = 3;

  /** None while the pin is on its way, or when the source shows something else. */
  static Stragglers of(GateFacts facts, Source.Found source, Ledger ledger, Instant now) {
    var live = ledger.live();
    if (!facts.gate().enforces()
        || live.isEmpty()
        || ledger.inFlight().isPresent()
        || !(facts.landing() instanceof Landing.Landed)) {
      return new Stragglers(List.of());
    }
    var since = source.artifact().flatMap(Source.Artifact::since).orElse(Instant.EPOCH);
    return new Stragglers(
        facts.followers().stream()
            .filter(follower -> follower.isElsewhere(live.get().revision()))
            .map(follower -> straggler(follower, ledger, live.get().revision(), since, now))
            .toList());
  }

  private static Straggler straggler(
      Follower follower, Ledger ledger, Revision live, Instant since, Instant now) {
    var asked =
        follower.requestedAt().flatMap(token -> AskedToFollow.read(token, live, since, now));
    return new Straggler(
        follower.name(),
        follower.lastAttempted().orElseThrow(),
        follower.lastAttempted().filter(ledger::knows).isPresent(),
        new AskedToFollow(live.shortCommit(), asked.map(AskedToFollow::times).orElse(0) + 1, now),
        asked.map(AskedToFollow::nextAt).orElse(since.plus(GRACE)));
  }

  /** At most one request for each, and a word about those that were never let through. */
  List<GateEffect> effects(Instant now) {
    var due = all.stream().filter(straggler -> straggler.isDue(now)).toList();
    var effects = new ArrayList<GateEffect>();
    due.forEach(each -> effects.add(new NudgeFollower(each.name(), each.next().token())));
    var unproven =
        due.stream().filter(each -> !each.letThrough() && each.next().times() == 1).toList();
    if (!unproven.isEmpty()) {
      effects.add(
          new Announce(
              Announcement.UNPROVEN_APPLIED,
              names(unproven) + ", which was not let through; asked to follow what is live"));
    }
    return effects;
  }

  /** What people are told besides that the source serves what is live; empty when all is well. */
  Optional<String> text(Instant now) {
    var late = all.stream().filter(each -> each.isLate(now)).toList();
    return late.isEmpty()
        ? Optional.empty()
        : Optional.of("not followed yet: %s".formatted(names(late)));
  }

  Optional<Instant> wakeAt(Instant now) {
    return all.stream()
        .map(each -> each.isDue(now) ? now.plus(UNSEEN) : each.dueAt())
        .min(Instant::compareTo);
  }

  private static String names(List<Straggler> some) {
    var shown = some.stream().limit(SHOWN).map(Straggler::text).collect(Collectors.joining(", "));
    return some.size() > SHOWN ? "%s and %d more".formatted(shown, some.size() - SHOWN) : shown;
  }

  /**
   * One of them.
   *
   * @param letThrough whether the gate ever let through what it is at
   * @param next the request that is to be made at {@code dueAt}
   */
  record Straggler(
      String name, Revision at, boolean letThrough, AskedToFollow next, Instant dueAt) {

    boolean isDue(Instant now) {
      return !now.isBefore(dueAt);
    }

    /** It was asked before, or is asked now. */
    boolean isLate(Instant now) {
      return next.times() > 1 || isDue(now);
    }

    String text() {
      return "Kustomization %s is at %s".formatted(name, at.shortCommit());
    }
  }
}
