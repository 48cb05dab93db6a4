package dev.headgate.core.gate;

import dev.headgate.core.gate.Approval.Action;
import java.time.Instant;
import java.util.List;

/** What the requirements look at: one candidate, and what people said about its revision. */
public record RequirementFacts(
    Gate gate, Candidate candidate, List<Approval> approvals, Ledger ledger) {

  public RequirementFacts {
    approvals = List.copyOf(approvals);
  }

  static RequirementFacts of(GateFacts facts, Ledger ledger, Candidate candidate) {
    return new RequirementFacts(facts.gate(), candidate, facts.approvals(), ledger);
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
