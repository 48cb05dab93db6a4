package dev.headgate.core.proof;

import dev.headgate.core.change.Gap;
import dev.headgate.core.probe.ProbeReport;
import dev.headgate.core.probe.Run;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Untested is never Passed: what is risky and could have been exercised must have been. What no
 * sandbox can tell about becomes a gap, and the gate asks for an approval instead.
 */
final class Exercise {

  private Exercise() {}

  /** The verdict on a change that nothing objects to and that was not run, for this reason. */
  static Verdict withoutSandbox(Assessment assessment, List<Gap> gaps, String why) {
    if (assessment.isHarmless()) {
      return new Verdict.Passed(gaps);
    }
    if (assessment.isUnknown()) {
      return notExercised(assessment.coverage().uncovered(), gaps, why);
    }
    var untested = assessment.toShow();
    if (untested.isEmpty() || assessment.plan().sandbox() == SandboxNeed.NEVER) {
      return new Verdict.Passed(unseen(with(gaps, untested), assessment));
    }
    return notExercised(untested, gaps, why);
  }

  /** The same where a sandbox was configured, so that the change as a whole was to be run. */
  static Verdict sandboxMissed(Assessment assessment, List<Gap> gaps, String why) {
    if (assessment.isHarmless() || !assessment.isRiskyAsAWhole()) {
      return withoutSandbox(assessment, gaps, why);
    }
    var untested = new ArrayList<>(assessment.toShow());
    untested.addFirst(""); // the change as a whole
    return notExercised(untested, gaps, why);
  }

  /** The verdict on a change that ran. */
  static Verdict weigh(Assessment assessment, List<Gap> before, Run.Weighed weighed) {
    var gaps = new ArrayList<>(before);
    gaps.addAll(weighed.gaps());
    if (!weighed.findings().isEmpty()) {
      return new Verdict.Failed(VerdictReason.PROBES_FAILED, weighed.findings(), gaps);
    }
    if (weighed.applied() == 0) {
      return new Verdict.Inconclusive(
          VerdictReason.NOT_EXERCISED, "the sandbox took no object of the change", gaps);
    }
    var untested = new ArrayList<>(weighed.notExercised());
    untested.removeAll(assessment.beyondSandboxes());
    if (!untested.isEmpty()) {
      return notExercised(untested, gaps, whyNot(weighed));
    }
    return assessment.isUnknown()
        ? notExercised(assessment.coverage().uncovered(), gaps, "no rendered path reads them")
        : new Verdict.Passed(unseen(gaps, assessment));
  }

  private static String whyNot(Run.Weighed weighed) {
    return weighed.probes().stream()
        .filter(probe -> weighed.notExercised().contains(probe.subject()))
        .map(ProbeReport::reason)
        .findFirst()
        .orElse("the run did not reach them");
  }

  private static Verdict notExercised(List<String> objects, List<Gap> gaps, String why) {
    var names =
        objects.isEmpty()
            ? "the files that differ"
            : objects.stream()
                .map(object -> object.isEmpty() ? "the change as a whole" : object)
                .collect(Collectors.joining(", "));
    return new Verdict.Inconclusive(
        VerdictReason.NOT_EXERCISED,
        "not exercised: %s (%s)".formatted(names, why),
        with(gaps, objects));
  }

  /** What an approval speaks for: objects and files that no sandbox can tell about. */
  private static List<Gap> unseen(List<Gap> gaps, Assessment assessment) {
    return with(with(gaps, assessment.beyondSandboxes()), assessment.coverage().uncovered());
  }

  private static List<Gap> with(List<Gap> gaps, List<String> objects) {
    var all = new ArrayList<>(gaps);
    for (var object : objects) {
      var gap = new Gap(Gap.Kind.NOT_EXERCISED, object, "no sandbox has shown whether it works");
      if (all.stream().noneMatch(g -> g.kind() == gap.kind() && g.subject().equals(object))) {
        all.add(gap);
      }
    }
    return List.copyOf(all);
  }
}
