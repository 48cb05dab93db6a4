package dev.headgate.core.risk;

import java.util.stream.IntStream;

/**
 * How far a version moves.
 *
 * @param backwards to an older one
 */
record Bump(Size size, boolean backwards) {

  /** From the smallest to what cannot be told. */
  enum Size {
    NONE,
    /** The same tag with other bytes. */
    DIGEST,
    PATCH,
    MINOR,
    /** The second number of {@code 0.x}, which by convention may break. */
    ZERO_MINOR,
    MAJOR,
    /** No versions, or versions that do not compare. */
    UNKNOWN
  }

  static final Bump UNKNOWN = new Bump(Size.UNKNOWN, false);

  /**
   * The move between two versions, each {@code version}, {@code version@digest} or {@code @digest}.
   */
  static Bump between(String before, String after) {
    if (before.equals(after)) {
      return new Bump(Size.NONE, false);
    }
    var left = tag(before);
    var right = tag(after);
    if (left.equals(right)) {
      return new Bump(Size.DIGEST, false);
    }
    var from = Version.parse(left);
    var to = Version.parse(right);
    return from.isPresent() && to.isPresent() && from.get().comparableWith(to.get())
        ? between(from.get(), to.get())
        : UNKNOWN;
  }

  private static String tag(String version) {
    int at = version.indexOf('@');
    return at < 0 ? version : version.substring(0, at);
  }

  private static Bump between(Version from, Version to) {
    var first =
        IntStream.range(0, Math.max(from.parts().size(), to.parts().size()))
            .filter(i -> from.part(i) != to.part(i))
            .findFirst();
    if (first.isEmpty()) {
      return new Bump(Size.PATCH, false);
    }
    int place = first.getAsInt();
    return new Bump(size(from, place), to.part(place) < from.part(place));
  }

  private static Size size(Version from, int place) {
    return switch (place) {
      case 0 -> from.isCalendar() ? Size.MINOR : Size.MAJOR;
      case 1 -> from.part(0) == 0 ? Size.ZERO_MINOR : Size.MINOR;
      default -> Size.PATCH;
    };
  }

  /** Whether a controller that moves so far must be taken for another program. */
  boolean breaking() {
    return switch (size) {
      case MAJOR, ZERO_MINOR -> true;
      case MINOR -> backwards;
      case NONE, DIGEST, PATCH, UNKNOWN -> false;
    };
  }

  /** {@code major}, {@code minor downgrade}, as people say it. */
  String inWords() {
    var word =
        switch (size) {
          case NONE -> "no move";
          case DIGEST -> "digest";
          case PATCH -> "patch";
          case MINOR -> "minor";
          case ZERO_MINOR -> "0.x minor";
          case MAJOR -> "major";
          case UNKNOWN -> "move of unknown size";
        };
    return backwards ? word + " downgrade" : word;
  }
}
