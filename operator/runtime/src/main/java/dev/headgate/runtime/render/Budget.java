package dev.headgate.runtime.render;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What all builds of one rendering may cost together: a small tree can ask for the same work often.
 */
final class Budget {

  private final Limits.Render limits;
  private final LongSupplier nanoTime;
  private final AtomicLong start;
  private final AtomicLong bytes = new AtomicLong();

  Budget(Limits.Render limits) {
    this(limits, System::nanoTime);
  }

  /** By another clock. */
  Budget(Limits.Render limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.start = new AtomicLong(nanoTime.getAsLong());
  }

  /** Called before each build. */
  void requireTime(String place) {
    var spent = Duration.ofNanos(nanoTime.getAsLong() - start.get());
    if (spent.compareTo(limits.totalTime()) > 0) {
      throw new RefusedInputException(
          place, "a rendering that takes longer", limits.totalTime().toSeconds() + " s");
    }
  }

  /** Does what no tree can be blamed for, such as getting a program that this machine lacks. */
  void uncounted(Runnable work) {
    var began = nanoTime.getAsLong();
    work.run();
    start.addAndGet(nanoTime.getAsLong() - began);
  }

  /** Called for each result, also for those that were known. */
  void spend(String place, long printed) {
    if (bytes.addAndGet(printed) > limits.totalBytes()) {
      throw new RefusedInputException(
          place, "a rendering that prints more", limits.totalBytes() + " bytes");
    }
  }
}
