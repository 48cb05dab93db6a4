package dev.headgate.local;

import java.io.IOException;
import java.nio.file.Path;

/** A way to get a tool that is not in the cache. */
interface Origin {
  /** For error messages, e.g. {@code go build}. */
  String name();

  /**
   * Puts the executable at {@code target}, or says why it cannot; that is expected, as no machine
   * has every way.
   *
   * @throws IOException if the target cannot be written
   */
  Outcome fetch(Tool tool, Path target) throws IOException;

  /** How it went. */
  sealed interface Outcome {
    /** The executable is at its target. */
    record Fetched() implements Outcome {}

    /** It is not, and why. */
    record Failed(String why) implements Outcome {}
  }
}
