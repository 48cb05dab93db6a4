package dev.headgate.core.gate;

import dev.headgate.core.gate.GateEffect.EnsureHead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a revision may be pinned. Pure, and nothing is remembered: what the gate is follows from
 * the facts alone, so a crash, a lost write or a second operator changes nothing.
 */
public final class GateMachine {

  private static final Duration GUARD_AGAIN = Duration.ofSeconds(5);

  private GateMachine() {}

  /** What the gate is, what holds it, and what to do. */
  public static GateDecision decide(GateFacts facts, Instant now) {
    if (facts.gate().beingDeleted()) {
      return Farewell.decide(facts);
    }
    var stalling = Stalling.of(facts);
    if (stalling.isPresent()) {
      return stalling.get().decide(facts, now);
    }
    return switch (facts.source()) {
      case Source.Found found -> gate(facts, found, now);
      case Source.Missing missing -> throw new IllegalStateException("stalled: " + missing);
      case Source.Unpinnable unpinnable ->
          throw new IllegalStateException("stalled: " + unpinnable);
    };
  }

  private static GateDecision gate(GateFacts facts, Source.Found source, Instant now) {
    var reading = PinStep.read(facts, source, now);
    var promotion = PromotionStep.decide(facts, reading, now);
    var attempts = AttemptStep.decide(facts, promotion, now);
    var verification = Verification.of(facts, promotion.ledger(), now);
    var stragglers = Stragglers.of(facts, source, promotion.ledger(), now);

    // The pin first: what is open and should not be is closed before anything else is done.
    var effects = new ArrayList<GateEffect>(ofPin(reading));
    if (facts.gate().enforces()) {
      promotion.move().ifPresent(effects::add);
    }
    if (needsWork(facts.head())) {
      effects.add(new EnsureHead());
    }
    effects.addAll(attempts.effects());
    effects.addAll(Announcements.of(facts, reading, promotion, verification));
    effects.addAll(stragglers.effects(now));

    return new GateDecision(
        state(facts, reading, promotion, verification),
        Conditions.of(facts, source, reading, promotion, verification, stragglers.text(now)),
        promotion.blockers().stream()
            .map(blocker -> blocker.continuing(facts.previous().blockers()))
            .map(blocker -> untilNextAttempt(blocker, attempts))
            .toList(),
        effects,
        verification.recordedIn(promotion.ledger(), now),
        promotion.candidate(),
        promotion.ledger().live().filter(live -> verification.measures()),
        wakeAt(facts, reading, promotion, attempts, verification, stragglers, now));
  }

  private static List<GateEffect> ofPin(PinReading reading) {
    return switch (reading) {
      case PinReading.Adopted(var ledger, var pin) -> List.copyOf(pin.stream().toList());
      case PinReading.Foreign foreign -> List.of(foreign.repair());
      case PinReading.Moving(var ledger, var move, var nudge) ->
          List.copyOf(nudge.stream().toList());
      case PinReading.Nothing nothing -> List.of();
      case PinReading.Settled settled -> List.of();
      case PinReading.Landed landed -> List.of();
      case PinReading.Resumed resumed -> List.of();
      case PinReading.Bypassed bypassed -> List.of();
    };
  }

  private static boolean needsWork(Head head) {
    return switch (head) {
      case Head.Absent() -> true;
      case Head.NotFetched notFetched -> notFetched.drifted();
      case Head.At at -> at.drifted();
    };
  }

  /** The word for it, the loudest first. */
  private static GateState state(
      GateFacts facts, PinReading reading, Promotion promotion, Verification verification) {
    var ledger = promotion.ledger();
    if (!facts.gate().enforces()) {
      return GateState.OBSERVING;
    }
    if (isBypassed(facts, reading, ledger)) {
      return GateState.BYPASSED;
    }
    if (ledger.promotion().isPresent()) {
      return GateState.PROMOTING;
    }
    if (!promotion.blockers().isEmpty()) {
      return GateState.HELD;
    }
    if (ledger.inFlight().isPresent() || !isHeadLive(facts, ledger)) {
      return GateState.PROMOTING;
    }
    return verification.watching() ? GateState.VERIFYING : GateState.OPEN;
  }

  private static boolean isBypassed(GateFacts facts, PinReading reading, Ledger ledger) {
    return (reading instanceof PinReading.Foreign foreign && foreign.opened())
        || Conditions.isReturning(facts, ledger)
        || ledger.inFlight().filter(move -> move.why() == Why.BYPASS).isPresent()
        || (ledger.promotion().isEmpty()
            && ledger.live().filter(live -> live.why() == Why.BYPASS).isPresent());
  }

  private static boolean isHeadLive(GateFacts facts, Ledger ledger) {
    return facts.head() instanceof Head.At head
        && ledger.target().filter(head.revision()::sameCommit).isPresent();
  }

  /** Whoever looks at a proof that could not tell wants to know when it is tried again. */
  private static Blocker untilNextAttempt(Blocker blocker, AttemptStep.Attempted attempts) {
    return blocker.type() == Blocker.Type.PROOF && attempts.dueAt().isPresent()
        ? blocker.until(attempts.dueAt())
        : blocker;
  }

  /** The earliest moment at which something changes by itself. */
  private static Optional<Instant> wakeAt(
      GateFacts facts,
      PinReading reading,
      Promotion promotion,
      AttemptStep.Attempted attempts,
      Verification verification,
      Stragglers stragglers,
      Instant now) {
    var moments =
        Stream.of(
                promotion.blockers().stream().flatMap(blocker -> blocker.until().stream()),
                attempts.dueAt().stream(),
                verification.endsAt().stream(),
                stragglers.wakeAt(now).stream(),
                promotion.ledger().inFlight().map(move -> move.wakeAt(now)).stream(),
                facts.approvals().stream().flatMap(approval -> approval.end().stream()),
                lookForGuardAt(facts, now).stream())
            .flatMap(stream -> stream)
            .filter(now::isBefore);
    return decidesAgain(reading) ? Optional.of(now) : moments.min(Instant::compareTo);
  }

  /** Nobody tells when the guard is put back. */
  private static Optional<Instant> lookForGuardAt(GateFacts facts, Instant now) {
    return facts.gate().enforces() && facts.guard() instanceof Guard.Missing
        ? Optional.of(now.plus(GUARD_AGAIN))
        : Optional.empty();
  }

  /** What is live has changed its name only now: the proofs have to be compared with it anew. */
  private static boolean decidesAgain(PinReading reading) {
    return reading instanceof PinReading.Landed || reading instanceof PinReading.Adopted;
  }
}
