package dev.headgate.core.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}. */
public final class Spans {

  public static final String ALLOWED = "hours, minutes and seconds, such as 90s, 10m or 1h30m";

  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

  private Spans() {}

  /** Empty when it is none, or no time at all. */
  public static Optional<Duration> read(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var span =
        Duration.ofHours(number(matcher.group(1)))
            .plusMinutes(number(matcher.group(2)))
            .plusSeconds(number(matcher.group(3)));
    return span.isZero() ? Optional.empty() : Optional.of(span);
  }

  /** In its shortest form; parts of a second are left out. */
  public static String text(Duration span) {
    var text =
        part(span.toHours(), "h")
            + part(span.toMinutesPart(), "m")
            + part(span.toSecondsPart(), "s");
    return text.isEmpty() ? "0s" : text;
  }

  private static String part(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
