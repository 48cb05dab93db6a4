package dev.headgate.core.proof;

import dev.headgate.core.change.Gap;
import dev.headgate.core.check.Checks;
import dev.headgate.core.proof.Effect.LeaseSandbox;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Most changes end here: nothing objects, and no sandbox is wanted. */
final class CheckStep {

  private CheckStep() {}

  static Decision decide(Proof.Checking checking, ProofFacts facts, Instant now) {
    return switch (facts.checks()) {
      case Checks.NotRun() -> waitOrGiveUp(checking, facts, now, "the checks have not run");
      case Checks.Unavailable(var reason) -> waitOrGiveUp(checking, facts, now, reason);
      case Checks.Done(var findings, var gaps, var warnings) -> done(checking, findings, gaps);
    };
  }

  private static Decision done(Proof.Checking checking, List<Finding> findings, List<Gap> gaps) {
    var assessment = checking.assessment();
    var allGaps = new ArrayList<>(assessment.gaps());
    allGaps.addAll(gaps);
    if (!findings.isEmpty()) {
      var failed = new Verdict.Failed(VerdictReason.CHECKS_FAILED, findings, allGaps);
      return Decision.advance(checking.judged(failed));
    }
    if (assessment.wantsSandbox()) {
      return Decision.advance(checking.needsSandbox(allGaps), new LeaseSandbox(checking.subject()));
    }
    return Decision.advance(
        checking.judged(Exercise.withoutSandbox(assessment, allGaps, "no sandbox could tell")));
  }

  private static Decision waitOrGiveUp(
      Proof.Checking checking, ProofFacts facts, Instant now, String reason) {
    var deadline = Patience.deadline(facts, checking.assessment());
    if (now.isBefore(deadline)) {
      return Patience.forWork(now, deadline, reason);
    }
    return Decision.advance(
        checking.judged(
            new Verdict.Inconclusive(
                VerdictReason.CHECKS_UNAVAILABLE, reason, checking.assessment().gaps())));
  }
}
