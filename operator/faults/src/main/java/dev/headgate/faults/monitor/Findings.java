package dev.headgate.faults.monitor;

import java.util.ArrayList;
import java.util.List;

/** How often a promise was looked at, and where it was broken. */
public final class Findings {

  private final List<String> violations = new ArrayList<>();
  private long evaluated;

  /** One look; the words, which name object and version, count when it is broken. */
  @SuppressWarnings("AnnotateFormatMethod") // its annotation is in no library that we need
  void expect(boolean kept, String words, Object... of) {
    evaluated++;
    if (!kept) {
      violations.add(words.formatted(of));
    }
  }

  public long evaluated() {
    return evaluated;
  }

  public List<String> violations() {
    return List.copyOf(violations);
  }
}
