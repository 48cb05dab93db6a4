package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The attempts to prove one revision. The latest counts. */
final class Attempts {

  private static final Comparator<Candidate> AGE =
      Comparator.comparing(Candidate::createdAt)
          .thenComparingInt(Candidate::attempt)
          .thenComparing(Candidate::changeRequest);

  private Attempts() {}

  /**
   * The latest attempt that counts: the gate's own, and others' only when they Passed and speak of
   * exactly what would go live. Otherwise anybody could hold a gate by opening one more.
   */
  static Optional<Candidate> latest(List<Candidate> candidates, Revision revision) {
    return candidates.stream()
        .filter(candidate -> candidate.revision().sameCommit(revision))
        .filter(Attempts::counts)
        .max(AGE);
  }

  /**
   * The same among those that are judged: a newer one that still runs says nothing against what was
   * let through before it began.
   */
  static Optional<Candidate> latestJudged(List<Candidate> candidates, Revision revision) {
    return latest(candidates.stream().filter(c -> c.judgement().isPresent()).toList(), revision);
  }

  /** The gate's own attempts, finished or not. */
  static List<Candidate> own(List<Candidate> candidates, Revision revision) {
    return candidates.stream()
        .filter(candidate -> candidate.madeByGate() && candidate.revision().sameCommit(revision))
        .toList();
  }

  static Comparator<Candidate> byAge() {
    return AGE;
  }

  private static boolean counts(Candidate candidate) {
    return candidate.madeByGate() || (candidate.isPassed() && candidate.isBound());
  }
}
