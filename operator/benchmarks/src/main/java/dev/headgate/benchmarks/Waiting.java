package dev.headgate.benchmarks;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what is bound to come, looking often. */
final class Waiting {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration GLANCE = Duration.ofMillis(10);

  private Waiting() {}

  /**
   * Returns when it is so.
   *
   * @throws IllegalStateException after five minutes, naming what was waited for
   */
  static void until(String what, BooleanSupplier seen) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited in vain until " + what);
      }
      Thread.sleep(GLANCE);
    }
  }
}
