package dev.headgate.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears about work that takes longer than a person waits without wondering: after two seconds, then
 * every ten.
 */
@FunctionalInterface
public interface Progress {
  /** {@code what} is still going on, {@code elapsed} after it began. Called from any thread. */
  void report(String what, Duration elapsed);

  /** For those who do not want to know. */
  static Progress silent() {
    return (what, elapsed) -> {};
  }

  /** Lines such as {@code building etcd 3.7.3 … 12 s} on standard error. */
  static Progress onStandardError() {
    return (what, elapsed) -> System.err.printf("%s … %d s%n", what, elapsed.toSeconds());
  }

  /** Does the work in this thread, and reports as long as it lasts. */
  default <T, X extends Exception> T during(String what, Work<T, X> work) throws X {
    var began = System.nanoTime();
    var done = new CountDownLatch(1);
    Thread.ofVirtual().name("progress").start(() -> tick(what, began, done));
    try {
      return work.run();
    } finally {
      done.countDown();
    }
  }

  private void tick(String what, long began, CountDownLatch done) {
    try {
      for (var pause = 2; !done.await(pause, TimeUnit.SECONDS); pause = 10) {
        report(what, Duration.ofNanos(System.nanoTime() - began));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What takes its time. */
  @FunctionalInterface
  interface Work<T, X extends Exception> {
    T run() throws X;
  }
}
