package dev.headgate.cli.sandbox;

import java.time.Duration;
import java.util.Optional;

/** Looks until it has seen enough, and says what it waits for when that takes a while. */
final class Watching {

  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration QUIET = Duration.ofSeconds(2);

  private Watching() {}

  /** One look. */
  @FunctionalInterface
  interface Look<T> {
    Sight<T> now();
  }

  /** What a look showed. */
  sealed interface Sight<T> {
    record Enough<T>(T seen) implements Sight<T> {}

    record NotYet<T>(String waitsFor) implements Sight<T> {}
  }

  /** Empty when that time is over. */
  static <T> Optional<T> until(Duration atMost, String command, Look<T> look)
      throws InterruptedException {
    var begun = System.nanoTime();
    var told = QUIET;
    while (true) {
      var waited = Duration.ofNanos(System.nanoTime() - begun);
      switch (look.now()) {
        case Sight.Enough<T>(var seen) -> {
          return Optional.of(seen);
        }
        case Sight.NotYet<T>(var waitsFor) -> {
          if (waited.compareTo(atMost) >= 0) {
            return Optional.empty();
          }
          if (waited.compareTo(told) >= 0) {
            told = told.plus(QUIET);
            System.err.printf(
                "headgate sandbox %s: %s … %d s%n", command, waitsFor, waited.toSeconds());
          }
        }
      }
      Thread.sleep(GLANCE);
    }
  }
}
