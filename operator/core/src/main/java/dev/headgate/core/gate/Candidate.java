package dev.headgate.core.gate;

import dev.headgate.core.risk.Plan;
import dev.headgate.core.risk.Risk;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * A ChangeRequest that names this gate.
 *
 * @param attempt the number in the name of those that the gate has made; 0 for all others
 * @param madeByGate owned by the gate, without manifests of its own
 * @param containedInHead head's change set contains its own
 * @param obstacle why it cannot be proven just now; empty while all takes its course
 * @param retryRequested somebody asked for another attempt, and it was not acted on
 */
public record Candidate(
    String changeRequest,
    String uid,
    Revision revision,
    int attempt,
    Instant createdAt,
    boolean madeByGate,
    Optional<Judgement> judgement,
    Optional<Risk> risk,
    Optional<Plan> plan,
    Binding binding,
    boolean containedInHead,
    Optional<String> obstacle,
    boolean retryRequested) {

  Optional<Verdict> verdict() {
    return judgement.map(Judgement::verdict);
  }

  boolean isPassed() {
    return verdict().filter(Verdict.Passed.class::isInstance).isPresent();
  }

  /** The proof speaks of exactly what would be let through. */
  boolean isBound() {
    return switch (binding) {
      case Binding.Same() -> true;
      case Binding.Fits() -> true;
      case Binding.Unknown(var reason) -> false;
      case Binding.Stale(var reason) -> false;
      case Binding.Forged(var reason) -> false;
    };
  }
}
