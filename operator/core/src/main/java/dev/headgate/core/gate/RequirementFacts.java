package dev.headgate.core.gate;

import dev.headgate.core.gate.Approval.Action;
import java.time.Instant;
import java.util.List;

/**
 * What the requirements look at: one candidate, and what people said about its revision.
 *
 * @param verification of what is live
 */
public record RequirementFacts(
    Gate gate,
    Candidate candidate,
    List<Approval> approvals,
    Ledger ledger,
    Condition verification) {

  public RequirementFacts {
    approvals = List.copyOf(approvals);
  }

  /** A move in flight does not excuse the one before it. */
  static RequirementFacts of(GateFacts facts, Ledger ledger, Candidate candidate, Instant now) {
    return new RequirementFacts(
        facts.gate(),
        candidate,
        facts.approvals(),
        ledger,
        Verification.of(facts, ledger.settled(), now).condition());
  }

  /** The same for a move that was made before: it is not asked a second time about that. */
  static RequirementFacts ofMade(GateFacts facts, Ledger ledger, Candidate candidate) {
    return new RequirementFacts(
        facts.gate(),
        candidate,
        facts.approvals(),
        ledger,
        new Condition(
            Condition.Type.VERIFIED,
            Condition.Status.UNKNOWN,
            ConditionReason.MOVE_IN_FLIGHT,
            "it was decided before"));
  }

  /** One of the right people agreed after the last move had landed. */
  boolean agreedSince(Instant landed, Instant now) {
    return valid(Action.APPROVE, now).stream()
        .filter(gate.approvers()::include)
        .anyMatch(approval -> approval.isSince(landed));
  }

  List<Approval> valid(Action action, Instant now) {
    return approvals.stream()
        .filter(approval -> approval.isValid(action, candidate.revision(), now))
        .toList();
  }

  /** How many of the right people agree; one person counts once. */
  int agreed(Instant now) {
    return (int)
        valid(Action.APPROVE, now).stream()
            .filter(gate.approvers()::include)
            .map(Approval::user)
            .distinct()
            .count();
  }
}
