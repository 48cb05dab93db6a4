package dev.headgate.core.gate;

import dev.headgate.core.gate.GateEffect.MovePin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses what is let through: the newest head, an older revision that head contains, or one that
 * was live before when a person goes back to it.
 */
final class PromotionStep {

  private PromotionStep() {}

  static Promotion decide(GateFacts facts, PinReading reading, Instant now) {
    var chosen = choose(facts, reading, now);
    return Obstacles.sourceFailing(facts, now).map(chosen::telling).orElse(chosen);
  }

  private static Promotion choose(GateFacts facts, PinReading reading, Instant now) {
    var obstacles = Obstacles.of(facts, reading, now);
    var back = back(facts, reading, obstacles, now);
    if (back.isPresent()) {
      return back.get();
    }
    var wrongBytes = Obstacles.wrongBytes(facts, reading, now);
    if (!(facts.head() instanceof Head.At head) || isTarget(reading.ledger(), head)) {
      wrongBytes.ifPresent(obstacles::add);
      liveFailed(facts, reading, now).ifPresent(obstacles::add);
      return new Promotion(reading.ledger(), Optional.empty(), obstacles, Optional.empty());
    }
    var candidate = Attempts.latest(facts.candidates(), head.revision());
    var bypassed = Bypasses.valid(facts, head.revision(), now).isPresent();
    var unmet = new ArrayList<Blocker>();
    if (!bypassed) {
      wrongBytes.ifPresent(unmet::add);
      unmet.addAll(unmet(facts, reading, head, candidate, now));
    }
    var move = Optional.<MovePin>empty();
    if (obstacles.isEmpty() && mayMove(reading)) {
      move =
          unmet.isEmpty()
              ? Optional.of(bypassed ? byBypass(head) : proven(candidate.orElseThrow()))
              : older(facts, reading, head, now).map(PromotionStep::proven);
    }
    var blockers = new ArrayList<>(obstacles);
    blockers.addAll(unmet);
    var ledger = move.map(m -> after(facts, reading, m, now)).orElse(reading.ledger());
    return new Promotion(ledger, candidate, blockers, move);
  }

  /** What is newest need not be known for that. */
  private static Optional<Promotion> back(
      GateFacts facts, PinReading reading, List<Blocker> obstacles, Instant now) {
    var free = obstacles.stream().allMatch(o -> o.reason() == BlockerReason.HEAD_UNKNOWN);
    if (!free || !facts.gate().enforces() || !mayMove(reading)) {
      return Optional.empty();
    }
    return WayBack.taken(facts, reading.ledger(), now)
        .map(
            record -> {
              var broken = BrokenBefore.rollback(facts, reading.ledger());
              var move =
                  new InFlight(record.revision(), Optional.empty(), Why.BYPASS, now, 0, broken);
              return new Promotion(
                  reading.ledger().moving(move),
                  Optional.empty(),
                  List.of(),
                  Optional.of(new MovePin(record.revision(), Optional.empty(), Why.BYPASS)));
            });
  }

  private static Optional<Blocker> liveFailed(GateFacts facts, PinReading reading, Instant now) {
    return Requirements.liveFailed(
        facts.gate(),
        reading.ledger(),
        Verification.of(facts, reading.ledger(), now).condition(),
        Optional.empty(),
        now);
  }

  private static boolean isTarget(Ledger ledger, Head.At head) {
    return ledger.target().filter(head.revision()::sameCommit).isPresent();
  }

  /**
   * At most one move is in flight, but one that does not land gives way after a while: its commit
   * may be gone. What was just read as landed, adopted or put right waits for a decision of its
   * own, because the proofs were compared with what was live before.
   */
  private static boolean mayMove(PinReading reading) {
    return switch (reading) {
      case PinReading.Settled settled -> true;
      case PinReading.Moving moving -> true; // once Obstacles lets it
      case PinReading.Nothing nothing -> false;
      case PinReading.Adopted adopted -> false;
      case PinReading.Landed landed -> false;
      case PinReading.Resumed resumed -> false;
      case PinReading.Bypassed bypassed -> false;
      case PinReading.Foreign foreign -> false;
    };
  }

  private static List<Blocker> unmet(
      GateFacts facts,
      PinReading reading,
      Head.At head,
      Optional<Candidate> candidate,
      Instant now) {
    return candidate
        .map(c -> Requirements.blockers(RequirementFacts.of(facts, reading.ledger(), c, now), now))
        .orElseGet(
            () ->
                List.of(
                    Blocker.of(
                        Blocker.Type.PROOF,
                        BlockerReason.NOT_YET_PROVEN,
                        "no ChangeRequest of this gate speaks of " + head.revision(),
                        now)));
  }

  /** The newest older revision that Passed, was never live, and that head's change set contains. */
  private static Optional<Candidate> older(
      GateFacts facts, PinReading reading, Head.At head, Instant now) {
    if (!(reading instanceof PinReading.Settled) || isWithdrawal(facts, head)) {
      return Optional.empty();
    }
    return facts.candidates().stream()
        .filter(c -> !reading.ledger().knows(c.revision()))
        .filter(c -> c.isPassed() && c.containedInHead() && c.binding() instanceof Binding.Fits)
        .filter(c -> Attempts.latest(facts.candidates(), c.revision()).equals(Optional.of(c)))
        .filter(
            c ->
                Requirements.blockers(RequirementFacts.of(facts, reading.ledger(), c, now), now)
                    .isEmpty())
        .max(Attempts.byAge());
  }

  /** Head equals live: whatever was put up before is withdrawn. */
  static boolean isWithdrawal(GateFacts facts, Head.At head) {
    return Attempts.latest(facts.candidates(), head.revision())
        .filter(candidate -> candidate.binding() instanceof Binding.Same)
        .isPresent();
  }

  private static MovePin proven(Candidate candidate) {
    return new MovePin(candidate.revision(), Optional.of(candidate.changeRequest()), Why.VERDICT);
  }

  private static MovePin byBypass(Head.At head) {
    return new MovePin(head.revision(), Optional.empty(), Why.BYPASS);
  }

  private static Ledger after(GateFacts facts, PinReading reading, MovePin move, Instant now) {
    return facts.gate().enforces()
        ? reading
            .ledger()
            .moving(
                new InFlight(
                    move.revision(),
                    move.changeRequest(),
                    move.why(),
                    now,
                    0,
                    BrokenBefore.promotion(facts, reading.ledger(), now)))
        : reading
            .ledger()
            .recording(new Recorded(move.revision(), move.changeRequest(), Why.OBSERVED, now));
  }
}
