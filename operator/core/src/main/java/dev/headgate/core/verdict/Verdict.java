package dev.headgate.core.verdict;

import dev.headgate.core.change.Gap;
import java.util.List;

/** The judgement about one change set. Could not tell is neither passed nor failed. */
public sealed interface Verdict {

  /** Proven, but for the gaps. */
  record Passed(List<Gap> gaps) implements Verdict {
    public Passed {
      gaps = List.copyOf(gaps);
    }
  }

  /** The change is broken; a new attempt is made only on request. */
  record Failed(VerdictReason reason, List<Finding> findings, List<Gap> gaps) implements Verdict {
    public Failed {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
    }
  }

  /** Could not be told; tried again by itself, three times. */
  record Inconclusive(VerdictReason reason, String message, List<Gap> gaps) implements Verdict {
    public Inconclusive {
      gaps = List.copyOf(gaps);
    }
  }

  /** No longer worth an answer: {@code message} says what came instead. */
  record Superseded(String message) implements Verdict {}
}
