package dev.headgate.core.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version as charts and images spell it: {@code v1.8.3}, {@code 37}, {@code 17.10}, {@code
 * 4.0.16.2944}, {@code 2026.5.2}, {@code RELEASE.2026-04-22T22-12-26Z}, {@code 16.4-alpine}. Two
 * versions can be compared when prefix and variant are the same.
 *
 * @param prefix what stands before the first number, without a {@code v}
 * @param parts the numbers, at least one
 * @param variant the letters of what follows ({@code alpine}, {@code ls}), without pre-release
 *     words
 */
record Version(String prefix, List<Long> parts, String variant, String text) {

  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z._-]*?)[vV]?(\\d{1,17}(?:\\.\\d{1,17}){0,5})((?![A-Za-z0-9]).*)?");

  /** What registries allow for a tag. */
  private static final int LONGEST_TAG = 128;

  private static final Pattern PRE_RELEASE =
      Pattern.compile("(?i)(alpha|beta|rc|pre|dev|snapshot|nightly)(?![a-z])");
  private static final Pattern NO_LETTERS = Pattern.compile("[^A-Za-z]+");

  /** Years since then are taken for calendar versions. */
  private static final long FIRST_CALENDAR_YEAR = 2000;

  private static final long LAST_CALENDAR_YEAR = 2999;

  /** Empty when the text is no version: {@code latest}, {@code develop}, a commit. */
  static Optional<Version> parse(String text) {
    var matcher = SHAPE.matcher(text);
    if (text.length() > LONGEST_TAG || !matcher.matches()) {
      return Optional.empty();
    }
    var parts = new ArrayList<Long>();
    for (var part : matcher.group(2).split("\\.", -1)) {
      parts.add(Long.valueOf(part));
    }
    var tail = matcher.group(3) == null ? "" : matcher.group(3);
    var variant = PRE_RELEASE.matcher(tail).replaceAll("");
    return Optional.of(
        new Version(
            matcher.group(1).toLowerCase(Locale.ROOT),
            List.copyOf(parts),
            NO_LETTERS.matcher(variant).replaceAll("").toLowerCase(Locale.ROOT),
            text));
  }

  boolean comparableWith(Version other) {
    return prefix.equals(other.prefix) && variant.equals(other.variant) && sameEra(other);
  }

  /** {@code 2026.5.2} and {@code 1.0.0} count different things. */
  private boolean sameEra(Version other) {
    return isCalendar() == other.isCalendar();
  }

  boolean isCalendar() {
    return parts.getFirst() >= FIRST_CALENDAR_YEAR && parts.getFirst() <= LAST_CALENDAR_YEAR;
  }

  /** A part by its place; one that is not written is zero. */
  long part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }
}
