package dev.headgate.api.v1alpha1;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Enum constants as the CamelCase words of the API: {@code IF_AVAILABLE} is {@code IfAvailable}.
 */
final class Words {

  private Words() {}

  static String of(Enum<?> constant) {
    return Arrays.stream(constant.name().split("_"))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /**
   * The constant for a word, or {@code unknown}: a word from a newer version must not stop an
   * informer.
   */
  static <E extends Enum<E>> E read(Class<E> type, String word, E unknown) {
    for (var constant : type.getEnumConstants()) {
      if (of(constant).equals(word)) {
        return constant;
      }
    }
    return unknown;
  }
}
