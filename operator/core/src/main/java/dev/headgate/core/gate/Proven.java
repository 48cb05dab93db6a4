package dev.headgate.core.gate;

import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Proven for exactly what would go live: the verdict is Passed, or approvals speak for what could
 * not be exercised, and it covers the change from live. Whatever is not known holds.
 */
final class Proven {

  private Proven() {}

  static Optional<Blocker> unmet(RequirementFacts facts, Instant now) {
    var candidate = facts.candidate();
    if (candidate.verdict().isEmpty()) {
      return hold(
          BlockerReason.NOT_YET_PROVEN,
          "%s is being proven by %s%s"
              .formatted(
                  candidate.revision(),
                  candidate.changeRequest(),
                  candidate.obstacle().map(": "::concat).orElse("")),
          now);
    }
    return switch (candidate.verdict().get()) {
      case Verdict.Passed(var gaps) -> unbound(facts, now);
      case Verdict.Inconclusive(var reason, var message, var gaps)
          when reason == VerdictReason.NOT_EXERCISED ->
          facts.agreed(now) >= Math.max(1, Requirements.approvalsNeeded(facts))
              ? unbound(facts, now)
              : hold(BlockerReason.NOT_EXERCISED, message, now)
                  .map(b -> b.clearWith(ClearWith.approve(facts.gate(), candidate.revision())));
      case Verdict.Inconclusive(var reason, var message, var gaps) ->
          retryable(facts, BlockerReason.PROOF_INCONCLUSIVE, text(reason, message), now);
      case Verdict.Failed(var reason, var findings, var gaps) ->
          retryable(
              facts,
              BlockerReason.PROOF_FAILED,
              findings.isEmpty()
                  ? reason.text()
                  : text(reason, findings.getFirst().message() + more(findings.size() - 1)),
              now);
      case Verdict.Superseded(var message) ->
          retryable(facts, BlockerReason.PROOF_SUPERSEDED, message, now);
    };
  }

  private static Optional<Blocker> unbound(RequirementFacts facts, Instant now) {
    var candidate = facts.candidate();
    return switch (candidate.binding()) {
      case Binding.Same() -> unrated(candidate, now);
      case Binding.Fits() -> unrated(candidate, now);
      case Binding.Unknown(var reason) -> hold(BlockerReason.PROOF_UNBOUND, reason, now);
      case Binding.Stale(var reason) -> hold(BlockerReason.PROOF_STALE, reason, now);
      case Binding.Forged(var reason) -> hold(BlockerReason.PROOF_FORGED, reason, now);
    };
  }

  /** A proof without its risk and plan says nothing about approvals and soak. */
  private static Optional<Blocker> unrated(Candidate candidate, Instant now) {
    if (candidate.risk().isPresent() && candidate.plan().isPresent()) {
      return Optional.empty();
    }
    return hold(
        BlockerReason.RISK_UNKNOWN,
        "%s has no risk or no plan in its status".formatted(candidate.changeRequest()),
        now);
  }

  private static Optional<Blocker> retryable(
      RequirementFacts facts, BlockerReason reason, String message, Instant now) {
    return hold(reason, message, now)
        .map(blocker -> blocker.clearWith(ClearWith.retry(facts.gate(), facts.candidate())));
  }

  private static Optional<Blocker> hold(BlockerReason reason, String message, Instant now) {
    return Optional.of(Blocker.of(Blocker.Type.PROOF, reason, message, now));
  }

  private static String text(VerdictReason reason, String message) {
    return reason.text() + ": " + message;
  }

  private static String more(int others) {
    return others > 0 ? " (and %d more)".formatted(others) : "";
  }
}
