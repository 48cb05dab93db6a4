package dev.headgate.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Log files, where messages need what they say. */
final class Logs {
  private static final int LAST_LINES = 15;

  private Logs() {}

  /** The last lines of a log; of one that cannot be read, why. */
  static String end(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(%s cannot be read: %s)".formatted(log, e.getMessage());
    }
  }
}
