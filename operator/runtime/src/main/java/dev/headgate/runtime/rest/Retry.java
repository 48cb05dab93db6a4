package dev.headgate.runtime.rest;

import dev.headgate.runtime.rest.Answer.Ok;
import dev.headgate.runtime.rest.Answer.Rejected;
import dev.headgate.runtime.rest.Answer.Unreachable;
import java.time.Duration;
import java.util.Optional;

/**
 * When a request is sent again: on 429 and 5xx, when nobody answered, and on a conflict, which a
 * forced apply and a delete by UID can only have with a concurrent writer.
 *
 * @param attempts in all, of a request that fails
 * @param turnsAway in all, of one that the server only asks to come again later (429)
 */
record Retry(int attempts, int turnsAway, Duration first, int factor, Duration longest) {

  static final Retry STANDARD = new Retry(5, 30, Duration.ofMillis(100), 3, Duration.ofSeconds(5));

  /** The pause before the next attempt; empty when the answer stands. */
  Optional<Duration> pauseAfter(int attempt, Answer answer, String retryAfter) {
    return attempt < (isTurnedAway(answer) ? turnsAway : attempts) && isWorthIt(answer)
        ? Optional.of(shorter(asked(retryAfter).orElseGet(() -> backoff(attempt)), longest))
        : Optional.empty();
  }

  private static boolean isTurnedAway(Answer answer) {
    return answer instanceof Rejected(var code, var status) && code == 429;
  }

  private static boolean isWorthIt(Answer answer) {
    return switch (answer) {
      case Ok(var body) -> false;
      case Rejected rejected ->
          rejected.isServerTrouble()
              || (rejected.code() == 409 && rejected.message().contains("has been modified"));
      case Unreachable(var reason) -> true;
    };
  }

  private Duration backoff(int attempt) {
    var pause = first;
    for (int i = 1; i < attempt && pause.compareTo(longest) < 0; i++) {
      pause = pause.multipliedBy(factor);
    }
    return pause;
  }

  private static Optional<Duration> asked(String retryAfter) {
    return retryAfter.matches("\\d{1,4}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
        : Optional.empty();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
