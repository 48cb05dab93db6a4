package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to reconcile, as its token on a follower says. The token is all the memory there is, so
 * that a restart forgets nothing: {@code headgate-<commit>-<times>-<seconds since 1970>}.
 */
record AskedToFollow(String shortCommit, int times, Instant at) {

  private static final Pattern TOKEN =
      Pattern.compile("headgate-([0-9a-z]{1,12})-([0-9]{1,6})-([0-9]{1,10})");

  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * The request for this revision that still counts: one from before the source showed the revision
   * was about another time, and one from the future is not ours.
   */
  static Optional<AskedToFollow> read(String token, Revision live, Instant since, Instant now) {
    var parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var asked =
        new AskedToFollow(
            parts.group(1),
            Integer.parseInt(parts.group(2)),
            Instant.ofEpochSecond(Long.parseLong(parts.group(3))));
    return Optional.of(asked)
        .filter(a -> a.shortCommit.equals(live.shortCommit()))
        .filter(a -> !a.at.isBefore(since) && !a.at.isAfter(now));
  }

  /** When to ask again: 2 s, 4 s, 8 s and so on after the last time, at most 10 min. */
  Instant nextAt() {
    var doubled = Duration.ofSeconds(1L << Math.min(times, 10));
    return at.plus(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
  }

  String token() {
    return "headgate-%s-%d-%d".formatted(shortCommit, times, at.getEpochSecond());
  }
}
