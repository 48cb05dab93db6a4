package dev.headgate.image;

import dev.headgate.local.Progress;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Says what is being done, and what it took.
 *
 * @param say hears a line for each step
 * @param progress hears of steps that take long
 */
record Steps(Consumer<String> say, Progress progress) {

  void run(String what, Step step) throws IOException {
    var began = System.nanoTime();
    progress.during(
        what,
        () -> {
          step.run();
          return true;
        });
    say.accept("%s: %.1f s".formatted(what, (System.nanoTime() - began) / 1e9));
  }

  /** Does one thing. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }
}
