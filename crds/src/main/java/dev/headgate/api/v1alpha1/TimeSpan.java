package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A length of time as people write it: {@code 90s}, {@code 10m}, {@code 1h30m}. The text is kept as
 * it was written; the schema refuses what {@link #toJava} could not read.
 */
@ValidationRule(
    value = "self.matches('^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$') && self != ''",
    message = TimeSpan.ALLOWED)
public record TimeSpan(String text) {

  /** Characters of the longest one that can be read. */
  public static final int LONGEST = 21;

  static final String ALLOWED =
      "hours, minutes and seconds in this order are allowed, such as 90s, 10m or 1h30m";

  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

  /** Reads any text, so that a bad one does not stop an informer; {@link #toJava} judges it. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TimeSpan {}

  /** A span of whole seconds, in its shortest form. */
  public static TimeSpan of(Duration duration) {
    var seconds = Math.max(0, duration.toSeconds());
    var text = part(seconds / 3600, "h") + part(seconds / 60 % 60, "m") + part(seconds % 60, "s");
    return new TimeSpan(text.isEmpty() ? "0s" : text);
  }

  /**
   * The span as Java knows it.
   *
   * @throws IllegalArgumentException saying what was found and what is allowed
   */
  public Duration toJava() {
    var matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a duration: %s".formatted(Bounds.clip(text, 32), ALLOWED));
    }
    return Duration.ofHours(number(matcher.group(1)))
        .plusMinutes(number(matcher.group(2)))
        .plusSeconds(number(matcher.group(3)));
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String part(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }
}
