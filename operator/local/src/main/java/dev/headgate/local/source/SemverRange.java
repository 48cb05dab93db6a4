package dev.headgate.local.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of a range of versions that stories need: {@code 1.x}, {@code 1.2.x}, and comparisons
 * with whole versions, e.g. {@code >=1.2.0 <2.0.0}. Versions before a release are in no range.
 */
record SemverRange(List<Comparison> comparisons) {
  private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
  private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)");
  private static final Pattern COMPARISON = Pattern.compile("(>=|<=|>|<|=)?(v?\\d+\\.\\d+\\.\\d+)");
  private static final Pattern ANY_AFTER = Pattern.compile("(\\d+)(?:\\.(\\d+))?\\.[xX*]");

  record Comparison(String sign, Version version) {
    boolean holds(Version other) {
      int order = other.compareTo(version);
      return switch (sign) {
        case ">=" -> order >= 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case "<" -> order < 0;
        default -> order == 0;
      };
    }
  }

  record Version(int major, int minor, int patch) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      int order = Integer.compare(major, other.major);
      order = order == 0 ? Integer.compare(minor, other.minor) : order;
      return order == 0 ? Integer.compare(patch, other.patch) : order;
    }
  }

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException for what is not played here
   */
  static SemverRange parse(String text) {
    var comparisons = new ArrayList<Comparison>();
    for (var part : SEPARATOR.splitAsStream(text.strip()).toList()) {
      var any = ANY_AFTER.matcher(part);
      var comparison = COMPARISON.matcher(part);
      if (any.matches()) {
        comparisons.addAll(anyAfter(any.group(1), any.group(2)));
      } else if (comparison.matches()) {
        var sign = comparison.group(1) == null ? "=" : comparison.group(1);
        comparisons.add(new Comparison(sign, version(comparison.group(2))));
      } else {
        throw new IllegalArgumentException("semver '%s' parse error".formatted(text));
      }
    }
    return new SemverRange(List.copyOf(comparisons));
  }

  static boolean isVersion(String tag) {
    return VERSION.matcher(tag).matches();
  }

  static Version version(String tag) {
    var parts = VERSION.matcher(tag);
    if (!parts.matches()) {
      throw new IllegalArgumentException(tag + " is no version");
    }
    return new Version(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  boolean contains(String tag) {
    return comparisons.stream().allMatch(comparison -> comparison.holds(version(tag)));
  }

  private static List<Comparison> anyAfter(
      String major, @org.jspecify.annotations.Nullable String minor) {
    int first = Integer.parseInt(major);
    int second = minor == null ? 0 : Integer.parseInt(minor);
    var end = minor == null ? new Version(first + 1, 0, 0) : new Version(first, second + 1, 0);
    return List.of(new Comparison(">=", new Version(first, second, 0)), new Comparison("<", end));
  }
}
