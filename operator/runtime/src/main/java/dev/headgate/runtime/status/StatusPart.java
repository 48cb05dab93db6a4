package dev.headgate.runtime.status;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A part of a status that may be cut.
 *
 * @param length how much of it there is
 * @param keep the status with only the first so many of it
 */
record StatusPart<S>(ToIntFunction<S> length, Keep<S> keep) {

  /** Cuts. */
  @FunctionalInterface
  interface Keep<S> {
    S of(S status, int first);
  }

  /** At most the first so many. */
  static <T> List<T> first(int most, List<T> all) {
    return all.subList(0, Math.min(most, all.size()));
  }
}
