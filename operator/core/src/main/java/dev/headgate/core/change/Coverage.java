package dev.headgate.core.change;

import java.util.List;

/**
 * Which part of a change was understood. {@code uncovered} are the changed files that no rendered
 * path reads; {@code treeDiffersOnly} is true when files changed and no object did, for a reason
 * that is not known to be harmless.
 */
public record Coverage(int changedFiles, List<String> uncovered, boolean treeDiffersOnly) {

  public static final Coverage FULL = new Coverage(0, List.of(), false);

  public boolean isFull() {
    return uncovered.isEmpty() && !treeDiffersOnly;
  }
}
