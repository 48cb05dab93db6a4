package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.Condition;
import java.util.List;

/** The messages of conditions, which mostly repeat what stands elsewhere in a status. */
final class ConditionTexts {

  /** Enough for a sentence. */
  private static final int LEAST = 100;

  private ConditionTexts() {}

  static int longest(List<Condition> conditions) {
    return conditions.stream().mapToInt(condition -> condition.message().length()).max().orElse(0);
  }

  static List<Condition> clipped(List<Condition> conditions, int length) {
    return conditions.stream()
        .map(
            condition ->
                new Condition(
                    condition.type(),
                    condition.status(),
                    condition.reason(),
                    Bounds.clip(condition.message(), Math.max(LEAST, length)),
                    condition.lastTransitionTime(),
                    condition.observedGeneration()))
        .toList();
  }
}
