package dev.headgate.core.probe;

import dev.headgate.core.change.Gap;
import dev.headgate.core.verdict.Finding;
import java.util.ArrayList;
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
   * @param notExercised risky objects that were not applied, not ready or not probed, and probes
   *     that could not tell
   * @param probes what each probe came to
   */
  record Weighed(
      List<Finding> findings,
      List<Gap> gaps,
      int applied,
      List<String> notExercised,
      List<ProbeReport> probes)
      implements Run {
    public Weighed {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
      notExercised = List.copyOf(notExercised);
      probes = List.copyOf(probes);
    }

    /** The same with more that it does not speak of. */
    public Weighed with(List<Gap> more) {
      var all = new ArrayList<>(gaps);
      all.addAll(more);
      return new Weighed(findings, all, applied, notExercised, probes);
    }

    /** Before probes were weighed. */
    public Weighed(List<Finding> findings, List<Gap> gaps, int applied, List<String> notExercised) {
      this(findings, gaps, applied, notExercised, List.of());
    }
  }

  /** The host did not let the sandbox have something, which says nothing about the change. */
  record Limited(String reason) implements Run {}

  /** The sandbox lost its data or its connection, so that nothing can be concluded. */
  record Lost(String reason) implements Run {}
}
