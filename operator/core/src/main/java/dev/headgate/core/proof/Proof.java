package dev.headgate.core.proof;

import dev.headgate.core.change.Gap;
import dev.headgate.core.risk.Plan;
import dev.headgate.core.sandbox.Lease;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.util.List;
import java.util.Optional;

/**
 * The states of a proof. The methods of a state are the only legal ways out of it; what is not here
 * does not compile. {@link Judged} has none.
 */
public sealed interface Proof {

  /** Not judged yet: whatever it is doing, it can be called off. */
  sealed interface Open extends Proof {

    /** Nobody needs the answer any more. */
    default Judged superseded(String why) {
      return new Judged(Optional.empty(), Optional.empty(), new Verdict.Superseded(why));
    }

    /** It was judged before; the recorded verdict stands, whatever the facts say now. */
    default Judged recorded(Verdict verdict) {
      return new Judged(Optional.empty(), Optional.empty(), verdict);
    }
  }

  /** The bytes are being fetched, rendered and compared with live. */
  record Fetching() implements Open {

    Classifying fetched(Subject subject) {
      return new Classifying(subject);
    }

    Judged refused(List<Finding> findings) {
      var verdict = new Verdict.Failed(VerdictReason.INVALID_CONTENT, findings, List.of());
      return new Judged(Optional.empty(), Optional.empty(), verdict);
    }
  }

  /** The risk is being told. */
  record Classifying(Subject subject) implements Open {

    Checking classified(Assessment assessment) {
      return new Checking(subject, assessment);
    }

    Judged refused(VerdictReason reason, List<Finding> findings) {
      var verdict = new Verdict.Failed(reason, findings, List.of());
      return new Judged(Optional.of(subject), Optional.empty(), verdict);
    }
  }

  /** It is being judged without running it. */
  record Checking(Subject subject, Assessment assessment) implements Open {

    Judged judged(Verdict verdict) {
      return new Judged(Optional.of(subject), Optional.of(assessment.plan()), verdict);
    }

    Provisioning needsSandbox(List<Gap> gaps) {
      return new Provisioning(subject, assessment, gaps);
    }
  }

  /**
   * Waits for a sandbox.
   *
   * @param gaps of rendering and checks, which the verdict will not speak of
   */
  record Provisioning(Subject subject, Assessment assessment, List<Gap> gaps) implements Open {
    public Provisioning {
      gaps = List.copyOf(gaps);
    }

    Running leased(Lease lease) {
      return new Running(subject, assessment, gaps, lease);
    }

    Judged judged(Verdict verdict) {
      return new Judged(Optional.of(subject), Optional.of(assessment.plan()), verdict);
    }
  }

  /** Runs in its sandbox. */
  record Running(Subject subject, Assessment assessment, List<Gap> gaps, Lease lease)
      implements Open {
    public Running {
      gaps = List.copyOf(gaps);
    }

    Judged judged(Verdict verdict) {
      return new Judged(Optional.of(subject), Optional.of(assessment.plan()), verdict);
    }
  }

  /**
   * Judged, for good. Subject and plan are what the verdict speaks of; they are empty when it came
   * before they were known, and when the verdict was recorded earlier (its record then tells).
   */
  record Judged(Optional<Subject> subject, Optional<Plan> plan, Verdict verdict) implements Proof {}
}
