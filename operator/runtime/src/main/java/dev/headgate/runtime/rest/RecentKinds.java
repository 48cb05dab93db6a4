package dev.headgate.runtime.rest;

import dev.headgate.runtime.rest.ServedKinds.Discovered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an API server served a moment ago. Discovery is the largest answer that it gives: whoever
 * asks about many changes in a row asks for it once. What is missing from it is never believed to
 * be missing before the server has been asked again.
 */
public final class RecentKinds {

  private static final Duration RECENT = Duration.ofSeconds(10);

  private final ApiServer server;
  private final Clock clock;
  private Optional<ServedKinds> last = Optional.empty();
  private Instant recentUntil = Instant.EPOCH;

  public RecentKinds(ApiServer server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  /** What is served, asked anew when the last answer is old or does not suffice. */
  public synchronized Discovered get(Predicate<ServedKinds> suffices) throws InterruptedException {
    var now = clock.instant();
    var recent = last.filter(kinds -> now.isBefore(recentUntil)).filter(suffices);
    if (recent.isPresent()) {
      return new Discovered.Known(recent.get());
    }
    var discovered = ServedKinds.discover(server);
    if (discovered instanceof Discovered.Known(var kinds)) {
      last = Optional.of(kinds);
      recentUntil = now.plus(RECENT);
    }
    return discovered;
  }
}
