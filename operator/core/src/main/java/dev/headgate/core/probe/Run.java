package dev.headgate.core.probe;

import dev.headgate.core.change.Gap;
import dev.headgate.core.verdict.Finding;
import java.util.List;

/** How far the change has come in its sandbox. */
public sealed interface Run {

  /** Nobody has asked yet. */
  record NotRun() implements Run {}

  /** It runs, and it is too early to tell; {@code progress} says what is waited for. */
  record Undecided(String progress) implements Run {}

  /**
   * It ran and was weighed.
   *
   * @param applied how many objects of the change set the sandbox took
   * @param notExercised risky objects that were not applied, not ready or not probed
   */
  record Weighed(List<Finding> findings, List<Gap> gaps, int applied, List<String> notExercised)
      implements Run {
    public Weighed {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
      notExercised = List.copyOf(notExercised);
    }
  }

  /** The sandbox lost its data or its connection, so that nothing can be concluded. */
  record Lost(String reason) implements Run {}
}
