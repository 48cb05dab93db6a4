package dev.headgate.faults.plan;

import java.util.Arrays;
import java.util.Locale;

/** How the names of plans read in a file. */
final class Words {

  private Words() {}

  static String of(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds it again.
   *
   * @throws IllegalArgumentException with all that there are
   */
  static <E extends Enum<E>> E read(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> of(one).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is '%s'; allowed: %s"
                        .formatted(
                            type.getSimpleName().toLowerCase(Locale.ROOT),
                            word,
                            Arrays.stream(type.getEnumConstants()).map(Words::of).toList())));
  }
}
