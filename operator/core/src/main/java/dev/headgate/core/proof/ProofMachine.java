package dev.headgate.core.proof;

import dev.headgate.core.proof.Effect.CancelLease;
import dev.headgate.core.proof.Effect.ReleaseSandbox;
import dev.headgate.core.sandbox.Sandbox;
import java.time.Instant;
import java.util.List;

/**
 * The whole life of a proof. Pure and cheap: the caller starts at {@link Proof.Fetching} at every
 * reconcile and replays until it is told to wait or to stop, so that no phase is ever remembered.
 */
public final class ProofMachine {

  private ProofMachine() {}

  /**
   * What to do next.
   *
   * @param proof the state that was reached so far
   * @param facts read once; after an effect they may be read again
   */
  public static Decision decide(Proof proof, ProofFacts facts, Instant now) {
    return switch (proof) {
      case Proof.Judged judged -> new Decision.Stop();
      case Proof.Open open -> callOff(open, facts, now);
    };
  }

  /** What overrules every step; each of these gives back what is held. */
  private static Decision callOff(Proof.Open open, ProofFacts facts, Instant now) {
    if (facts.recorded().isPresent()) {
      return new Decision.Advance(open.recorded(facts.recorded().get()), giveBack(facts));
    }
    if (facts.superseded().isPresent()) {
      return new Decision.Advance(open.superseded(facts.superseded().get()), giveBack(facts));
    }
    if (facts.suspended()) {
      return new Decision.Wait(now.plus(Patience.SUSPENDED), "suspended", giveBack(facts));
    }
    return step(open, facts, now);
  }

  /** Each line calls the step that lives in its own file. */
  private static Decision step(Proof.Open open, ProofFacts facts, Instant now) {
    return switch (open) {
      case Proof.Fetching fetching -> FetchStep.decide(fetching, facts.fetch(), now);
      case Proof.Classifying classifying ->
          ClassifyStep.decide(classifying, facts.classification(), now);
      case Proof.Checking checking -> CheckStep.decide(checking, facts, now);
      case Proof.Provisioning provisioning -> ProvisionStep.decide(provisioning, facts, now);
      case Proof.Running running -> RunStep.decide(running, facts, now);
    };
  }

  private static List<Effect> giveBack(ProofFacts facts) {
    return switch (facts.sandbox()) {
      case Sandbox.Ready(var lease) -> List.of(new ReleaseSandbox(lease));
      case Sandbox.Pending(var reason) -> List.of(new CancelLease());
      case Sandbox.Refused(var reason) -> List.of();
      case Sandbox.Unconfigured() -> List.of();
    };
  }
}
