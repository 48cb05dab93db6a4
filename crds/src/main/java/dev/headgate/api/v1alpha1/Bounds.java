package dev.headgate.api.v1alpha1;

import org.jspecify.annotations.Nullable;

/**
 * How long strings and lists may be. The CRDs state the same numbers, so a status that keeps to
 * them is never refused; what does not fit is cut ({@link #clip}) or counted in {@code omitted}.
 */
public final class Bounds {

  /**
   * Characters of a name, word, revision or digest; also of every string that states no other
   * bound.
   */
  public static final int NAME = 253;

  /** Characters of an object's identity, a file's path or a field's path. */
  public static final int OBJECT = 512;

  /** Characters of a text for people. */
  public static final int MESSAGE = 1024;

  /** Characters of inline manifests. */
  public static final int INLINE = 256 * 1024;

  /** Findings, factors and gaps. */
  public static final int FINDINGS = 50;

  /** Blockers, and names of what is uncovered or floating. */
  public static final int BLOCKERS = 20;

  /** Former live revisions. */
  public static final int HISTORY = 10;

  /** Changed objects of a proven change set. */
  public static final int CHANGES = 100;

  /** Probes of one change. */
  public static final int PROBES = 20;

  /** Readings of one probe that are kept. */
  public static final int SAMPLES = 3;

  /** Characters of a DNS label, and of short words. */
  public static final int LABEL = 63;

  /** Characters of what is said of one reading. */
  public static final int DETAIL = 120;

  /** Conditions, people and variables. */
  public static final int ENTRIES = 64;

  private Bounds() {}

  /** A text for people as it fits into a status; empty when there is none. */
  static String message(@Nullable String text) {
    return text == null ? "" : clip(text, MESSAGE);
  }

  /** The text, cut to {@code limit} characters with an ellipsis at the end when it was longer. */
  public static String clip(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
    return text.substring(0, end) + "…";
  }
}
