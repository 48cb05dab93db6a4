package dev.headgate.core.proof;

import dev.headgate.core.probe.Run;
import dev.headgate.core.proof.Effect.ReleaseSandbox;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Instant;

/** Whatever comes of the run, the sandbox is given back. */
final class RunStep {

  private RunStep() {}

  static Decision decide(Proof.Running running, ProofFacts facts, Instant now) {
    return switch (facts.run()) {
      case Run.NotRun() -> waitOrGiveUp(running, facts, now, "the run has not begun");
      case Run.Undecided(var progress) -> waitOrGiveUp(running, facts, now, progress);
      case Run.Lost(var reason) ->
          judge(running, inconclusive(running, VerdictReason.SANDBOX_LOST, reason));
      case Run.Limited(var reason) ->
          judge(running, inconclusive(running, VerdictReason.SANDBOX_LIMIT, reason));
      case Run.Weighed weighed ->
          judge(running, Exercise.weigh(running.assessment(), running.gaps(), weighed));
    };
  }

  private static Decision waitOrGiveUp(
      Proof.Running running, ProofFacts facts, Instant now, String progress) {
    var deadline = Patience.deadline(facts, running.assessment());
    return now.isBefore(deadline)
        ? Patience.forWork(now, deadline, progress)
        : judge(running, inconclusive(running, VerdictReason.DEADLINE_EXCEEDED, progress));
  }

  private static Verdict inconclusive(Proof.Running running, VerdictReason reason, String message) {
    return new Verdict.Inconclusive(reason, message, running.gaps());
  }

  private static Decision judge(Proof.Running running, Verdict verdict) {
    return Decision.advance(running.judged(verdict), new ReleaseSandbox(running.lease()));
  }
}
