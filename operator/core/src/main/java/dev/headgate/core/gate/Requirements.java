package dev.headgate.core.gate;

import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.Plan;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.tree.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The requirements of a gate. A freeze and a Hold apply to every risk; the others that people make
 * apply to Medium and High, and to Low only where {@code approvals.appliesTo} names it.
 */
public final class Requirements {

  /** What must hold, in the order in which people want to hear about it. */
  public static final List<Requirement> REQUIREMENTS =
      List.of(
          Proven::unmet, // for exactly what would go live
          Requirements::notHeld, // by a person
          Requirements::notFrozen, // nobody stopped the line
          Requirements::notWithdrawn, // nobody left it by a bypass
          Requirements::liveIsWell, // what went before has not failed
          Requirements::approved, // by enough of the right people
          Requirements::soaked);

  private Requirements() {}

  /** All that is missing, with {@code since} as of now. */
  static List<Blocker> blockers(RequirementFacts facts, Instant now) {
    return REQUIREMENTS.stream()
        .flatMap(requirement -> requirement.unmet(facts, now).stream())
        .toList();
  }

  static Optional<Blocker> notHeld(RequirementFacts facts, Instant now) {
    return facts.valid(Action.HOLD, now).stream()
        .findFirst()
        .map(
            hold ->
                held(hold, now)
                    .until(hold.end())
                    .clearWith(ClearWith.deleteApproval(facts.gate(), hold)));
  }

  private static Blocker held(Approval hold, Instant now) {
    return hold.action() == Action.UNREADABLE
        ? Blocker.of(
            Blocker.Type.HOLD,
            BlockerReason.APPROVAL_UNREADABLE,
            "this version of Headgate cannot read ChangeApproval %s, which may be a hold"
                .formatted(hold.name()),
            now)
        : Blocker.of(
            Blocker.Type.HOLD,
            BlockerReason.HELD_BY_PERSON,
            "held by %s: %s".formatted(hold.user(), hold.reason()),
            now);
  }

  static Optional<Blocker> notFrozen(RequirementFacts facts, Instant now) {
    return facts
        .gate()
        .freeze()
        .filter(freeze -> freeze.until().map(now::isBefore).orElse(true))
        .map(
            freeze ->
                Blocker.of(
                        Blocker.Type.FREEZE,
                        BlockerReason.FROZEN,
                        "frozen%s: %s"
                            .formatted(
                                freeze.until().map(until -> " until " + until).orElse(""),
                                freeze.reason()),
                        now)
                    .until(freeze.until())
                    .clearWith(ClearWith.unfreeze(facts.gate())));
  }

  /**
   * A revision that a person got away from by a bypass does not come back by itself. Where they
   * went back, what follows holds what they left, unless it is what they went back to.
   */
  static Optional<Blocker> notWithdrawn(RequirementFacts facts, Instant now) {
    var candidate = facts.candidate();
    return facts
        .ledger()
        .live()
        .filter(live -> live.why() == Why.BYPASS)
        .filter(live -> !live.revision().sameCommit(candidate.revision()))
        .filter(live -> facts.ledger().knows(candidate.revision()) || mayHoldWhatWasLeft(facts))
        .filter(live -> !facts.agreedSince(live.at(), now))
        .map(
            live ->
                Blocker.of(
                        Blocker.Type.WITHDRAWN,
                        BlockerReason.LEFT_BY_BYPASS,
                        withdrawal(facts, live),
                        now)
                    .clearWith(ClearWith.approve(facts.gate(), candidate.revision())));
  }

  private static boolean mayHoldWhatWasLeft(RequirementFacts facts) {
    return facts.ledger().isReturned() && !(facts.candidate().binding() instanceof Binding.Same);
  }

  private static String withdrawal(RequirementFacts facts, Recorded live) {
    var revision = facts.candidate().revision();
    return facts.ledger().knows(revision)
        ? "%s was live until a bypass to %s left it".formatted(revision, live.revision())
        : "a bypass went back to %s, and %s may hold what was left"
            .formatted(live.revision(), revision);
  }

  /** A promotion that failed holds what comes next, until somebody agrees to that or it is well. */
  static Optional<Blocker> liveIsWell(RequirementFacts facts, Instant now) {
    var landed = facts.ledger().live().map(Recorded::at).orElse(Instant.EPOCH);
    return facts.agreedSince(landed, now)
        ? Optional.empty()
        : liveFailed(
            facts.gate(),
            facts.ledger(),
            facts.verification(),
            Optional.of(facts.candidate().revision()),
            now);
  }

  /**
   * What to say when live did not follow well: the way back is offered, else the way forward.
   *
   * @param next what waits, if anything does
   */
  static Optional<Blocker> liveFailed(
      Gate gate, Ledger ledger, Condition verification, Optional<Revision> next, Instant now) {
    if (verification.status() != Condition.Status.FALSE) {
      return Optional.empty();
    }
    var back = WayBack.offered(gate, ledger);
    var wayBack =
        back.map(record -> "when a bypass goes back to %s, ".formatted(record.revision()))
            .orElse("");
    return Optional.of(
        Blocker.of(
                Blocker.Type.VERIFICATION,
                BlockerReason.VERIFICATION_FAILED,
                "%s; this lifts when they do, %sor when the next revision is approved"
                    .formatted(verification.message(), wayBack),
                now)
            .clearWith(
                back.map(Recorded::revision)
                    .flatMap(revision -> ClearWith.bypass(gate, revision))
                    .or(() -> next.flatMap(revision -> ClearWith.approve(gate, revision)))));
  }

  static Optional<Blocker> approved(RequirementFacts facts, Instant now) {
    var needed = approvalsNeeded(facts);
    var given = facts.agreed(now);
    if (given >= needed) {
      return Optional.empty();
    }
    return Optional.of(
        Blocker.of(
                Blocker.Type.APPROVAL,
                BlockerReason.APPROVALS_MISSING,
                "%d of %d approvals".formatted(given, needed),
                now)
            .clearWith(ClearWith.approve(facts.gate(), facts.candidate().revision())));
  }

  static Optional<Blocker> soaked(RequirementFacts facts, Instant now) {
    var candidate = facts.candidate();
    var soak = soakNeeded(facts);
    return candidate
        .judgement()
        .map(judgement -> judgement.decidedAt().plus(soak))
        .filter(now::isBefore)
        .map(
            until ->
                Blocker.of(
                        Blocker.Type.SOAK,
                        BlockerReason.SOAKING,
                        "soaks until " + inWholeSeconds(until),
                        now)
                    .until(Optional.of(until)));
  }

  /** For people: never sooner than it is. */
  private static Instant inWholeSeconds(Instant exact) {
    return exact.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The larger of the gate's and the plan's, and one where a risk is beyond what sandboxes can tell
   * or the verdict has a gap that the gate asks about. Without a known risk nothing is asked here,
   * because {@link Proven} holds it then.
   */
  static int approvalsNeeded(RequirementFacts facts) {
    var risk = facts.candidate().risk();
    if (risk.isEmpty()) {
      return 0;
    }
    var level = risk.get().level();
    var approvers = facts.gate().approvers();
    var byGate = approvers.applyTo(level) ? approvers.required() : 0;
    var counts = level.atLeast(RiskLevel.MEDIUM) || approvers.applyTo(level);
    var byPlan = counts ? facts.candidate().plan().map(Plan::approvals).orElse(0) : 0;
    var byRisk = risk.get().factors().stream().anyMatch(Requirements::isBeyondSandboxes) ? 1 : 0;
    var byGaps = facts.candidate().verdict().filter(approvers::askAbout).isPresent() ? 1 : 0;
    return Stream.of(byGate, byPlan, byRisk, byGaps).max(Integer::compare).orElseThrow();
  }

  private static Duration soakNeeded(RequirementFacts facts) {
    var level = facts.candidate().risk().map(risk -> risk.level()).orElse(RiskLevel.HIGH);
    if (!level.atLeast(RiskLevel.MEDIUM)) {
      return Duration.ZERO;
    }
    var byGate = facts.gate().minSoak();
    var byPlan = facts.candidate().plan().map(Plan::soak).orElse(Duration.ZERO);
    return byGate.compareTo(byPlan) > 0 ? byGate : byPlan;
  }

  private static boolean isBeyondSandboxes(Factor factor) {
    return factor.level().atLeast(RiskLevel.MEDIUM) && !factor.exercisable();
  }
}
