package dev.headgate.core.gate;

import dev.headgate.core.change.Gap;
import dev.headgate.core.gate.GateEffect.CreateChangeRequest;
import dev.headgate.core.gate.GateEffect.Supersede;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which proofs are begun and which are called off. A verdict never changes: trying again is a new
 * attempt. Inconclusive is tried again by itself, Failed only on request.
 */
final class AttemptStep {

  /** Pauses before the attempts that follow an Inconclusive one. */
  private static final List<Duration> RETRIES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

  /** Attempts that may follow each other at once because live moved. */
  private static final int HASTY = 3;

  private static final Duration SLOW = Duration.ofMinutes(15);

  /** What to begin and call off now, and when the next attempt is due. */
  record Attempted(List<GateEffect> effects, Optional<Instant> dueAt) {}

  private AttemptStep() {}

  static Attempted decide(GateFacts facts, Promotion promotion, Instant now) {
    var target = promotion.ledger().target();
    if (target.isEmpty() || !(facts.head() instanceof Head.At head)) {
      return new Attempted(List.of(), Optional.empty());
    }
    var isLive = head.revision().sameCommit(target.get());
    var effects = new ArrayList<GateEffect>();
    if (isLive || PromotionStep.isWithdrawal(facts, head)) {
      effects.addAll(withdrawn(facts, head));
    }
    var due = isLive ? Optional.<Instant>empty() : nextDue(facts, promotion, head.revision(), now);
    if (due.filter(at -> !now.isBefore(at)).isPresent()) {
      effects.add(next(facts, head.revision()));
      due = Optional.empty();
    }
    return new Attempted(effects, due);
  }

  /** Head equals live, so nobody needs to know about what was put up before. */
  private static List<Supersede> withdrawn(GateFacts facts, Head.At head) {
    return facts.candidates().stream()
        .filter(c -> c.madeByGate() && c.judgement().isEmpty())
        .filter(c -> !c.revision().sameCommit(head.revision()))
        .map(
            c ->
                new Supersede(
                    c.changeRequest(), c.uid(), "head %s equals live".formatted(head.revision())))
        .toList();
  }

  private static Optional<Instant> nextDue(
      GateFacts facts, Promotion promotion, Revision head, Instant now) {
    var latest = Attempts.latest(facts.candidates(), head);
    if (latest.isEmpty()) {
      return Optional.of(now);
    }
    var candidate = latest.get();
    if (candidate.judgement().isEmpty()) {
      return Optional.empty();
    }
    var proven =
        Proven.unmet(RequirementFacts.of(facts, promotion.ledger(), candidate, now), now).isEmpty();
    if (proven) {
      return Optional.empty();
    }
    return candidate.retryRequested()
        ? Optional.of(now)
        : byItself(facts, candidate, candidate.judgement().get());
  }

  private static Optional<Instant> byItself(
      GateFacts facts, Candidate candidate, Judgement judgement) {
    return switch (judgement.verdict()) {
      case Verdict.Failed failed -> Optional.empty();
      case Verdict.Inconclusive inconclusive when candidate.binding() instanceof Binding.Stale ->
          Optional.of(again(facts, candidate, judgement));
      case Verdict.Inconclusive(var reason, var message, var gaps) ->
          gaps.stream().anyMatch(gap -> gap.kind() == Gap.Kind.NO_SANDBOX)
              ? Optional.empty() // nothing would be different the next time
              : retry(facts, candidate, judgement);
      case Verdict.Passed passed when candidate.binding() instanceof Binding.Stale ->
          Optional.of(again(facts, candidate, judgement));
      case Verdict.Passed passed -> Optional.empty();
      case Verdict.Superseded superseded -> Optional.of(again(facts, candidate, judgement));
    };
  }

  private static Optional<Instant> retry(
      GateFacts facts, Candidate candidate, Judgement judgement) {
    var tried =
        Attempts.own(facts.candidates(), candidate.revision()).stream()
            .flatMap(c -> c.verdict().stream())
            .filter(Verdict.Inconclusive.class::isInstance)
            .count();
    return tried < 1 || tried > RETRIES.size()
        ? Optional.empty()
        : Optional.of(judgement.decidedAt().plus(RETRIES.get((int) tried - 1)));
  }

  /** At once, but for a revision that is proven over and over. */
  private static Instant again(GateFacts facts, Candidate candidate, Judgement judgement) {
    var attempts = Attempts.own(facts.candidates(), candidate.revision()).size();
    return attempts < HASTY ? judgement.decidedAt() : judgement.decidedAt().plus(SLOW);
  }

  /** The first number after the latest that nobody has taken, so that a squatter cannot stop us. */
  private static CreateChangeRequest next(GateFacts facts, Revision head) {
    var attempt =
        1
            + Attempts.own(facts.candidates(), head).stream()
                .mapToInt(Candidate::attempt)
                .max()
                .orElse(0);
    while (isTaken(facts, facts.gate().attemptName(head.shortCommit(), attempt))) {
      attempt++;
    }
    var name = facts.gate().attemptName(head.shortCommit(), attempt);
    return new CreateChangeRequest(name, head, attempt);
  }

  private static boolean isTaken(GateFacts facts, String name) {
    return facts.candidates().stream().anyMatch(c -> c.changeRequest().equals(name));
  }
}
