package dev.headgate.core.proof;

import dev.headgate.core.change.Gap;
import dev.headgate.core.proof.Effect.CancelLease;
import dev.headgate.core.proof.Effect.Prove;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A sandbox that a plan demands and that is not to be had leaves the question open. */
final class ProvisionStep {

  private ProvisionStep() {}

  static Decision decide(Proof.Provisioning provisioning, ProofFacts facts, Instant now) {
    var deadline = Patience.deadline(facts, provisioning.assessment());
    return switch (facts.sandbox()) {
      case Sandbox.Ready(var lease) ->
          Decision.advance(provisioning.leased(lease), new Prove(provisioning.subject(), lease));
      case Sandbox.Pending(var reason) when now.isBefore(deadline) ->
          Patience.forWork(now, deadline, reason);
      case Sandbox.Pending(var reason) ->
          Decision.advance(
              provisioning.judged(unavailable(provisioning, "none came in time: " + reason)),
              new CancelLease());
      case Sandbox.Refused(var reason) ->
          Decision.advance(provisioning.judged(unavailable(provisioning, reason)));
      case Sandbox.Unconfigured() ->
          Decision.advance(provisioning.judged(unconfigured(provisioning)));
    };
  }

  /** One is configured and was not to be had, so that another attempt may fare better. */
  private static Verdict unavailable(Proof.Provisioning provisioning, String reason) {
    return provisioning.assessment().plan().sandbox() == SandboxNeed.REQUIRED
        ? new Verdict.Inconclusive(VerdictReason.SANDBOX_UNAVAILABLE, reason, provisioning.gaps())
        : Exercise.sandboxMissed(provisioning.assessment(), provisioning.gaps(), reason);
  }

  /** There is none: the gap {@code NO_SANDBOX} says that another attempt would not help. */
  private static Verdict unconfigured(Proof.Provisioning provisioning) {
    var reason = "the gate names no sandbox (spec.sandbox)";
    List<Gap> gaps = new ArrayList<>(provisioning.gaps());
    gaps.add(new Gap(Gap.Kind.NO_SANDBOX, "", reason));
    return provisioning.assessment().plan().sandbox() == SandboxNeed.REQUIRED
        ? new Verdict.Inconclusive(VerdictReason.SANDBOX_UNAVAILABLE, reason, gaps)
        : Exercise.withoutSandbox(provisioning.assessment(), gaps, reason);
  }
}
