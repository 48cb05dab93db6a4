package dev.headgate.core.change;

import java.util.List;

/**
 * Which part of a change was understood. {@code uncovered} are the changed files that no rendered
 * path reads; {@code treeDiffersOnly} is true when files changed and no object did, for a reason
 * that is not known to be harmless.
 *
 * @param unrendered what CI should have rendered of a change and has not, in sentences
 */
public record Coverage(
    int changedFiles, List<String> uncovered, boolean treeDiffersOnly, List<String> unrendered) {

  public static final Coverage FULL = new Coverage(0, List.of(), false);

  public Coverage {
    uncovered = List.copyOf(uncovered);
    unrendered = List.copyOf(unrendered);
  }

  /** The coverage of a change for which nobody waits for CI. */
  public Coverage(int changedFiles, List<String> uncovered, boolean treeDiffersOnly) {
    this(changedFiles, uncovered, treeDiffersOnly, List.of());
  }

  public boolean isFull() {
    return uncovered.isEmpty() && !treeDiffersOnly && unrendered.isEmpty();
  }

  public Coverage without(List<String> renderings) {
    return new Coverage(changedFiles, uncovered, treeDiffersOnly, renderings);
  }
}
