package dev.headgate.local.source;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as Flux writes them, e.g. {@code 1h30m} or {@code 500ms}. */
final class GoDuration {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");

  private GoDuration() {}

  /** The schema of Flux's CRDs lets only such durations pass. */
  static Duration parse(String text) {
    var sum = Duration.ZERO;
    var parts = PART.matcher(text);
    while (parts.find()) {
      sum = sum.plusMillis(Math.round(Double.parseDouble(parts.group(1)) * millis(parts.group(2))));
    }
    return sum;
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "h" -> 3_600_000;
      case "m" -> 60_000;
      case "s" -> 1_000;
      case "ms" -> 1;
      default -> throw new IllegalArgumentException("Unit " + unit + " is none of h, m, s, ms");
    };
  }
}
