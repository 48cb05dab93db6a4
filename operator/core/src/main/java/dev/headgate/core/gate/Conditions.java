package dev.headgate.core.gate;

import dev.headgate.core.gate.Condition.Status;
import java.util.List;
import java.util.Optional;

/** What is published about a gate that is not stalled; each condition in one method. */
final class Conditions {

  private Conditions() {}

  /** {@code behind} says which followers do not follow what is served, if any. */
  static List<Condition> of(
      GateFacts facts,
      Source.Found source,
      PinReading reading,
      Promotion promotion,
      Verification verification,
      Optional<String> behind) {
    return List.of(
        ready(facts, source, reading),
        open(facts, promotion),
        landed(facts, promotion.ledger(), behind),
        verification.condition(),
        bypassed(facts, reading, promotion.ledger()),
        new Condition(
            Condition.Type.STALLED,
            Status.FALSE,
            ConditionReason.NOT_STALLED,
            "the source can be gated"));
  }

  private static Condition ready(GateFacts facts, Source.Found source, PinReading reading) {
    if (!facts.gate().enforces()) {
      return ready(
          Status.TRUE,
          ConditionReason.OBSERVING,
          source.pin().isPresent()
              ? "holds nothing; the pin that is there is left alone"
              : "holds nothing, records what it would have done");
    }
    if (facts.guard() instanceof Guard.Missing(var names)) {
      return ready(
          Status.FALSE,
          ConditionReason.GUARD_MISSING,
          "install the policies that guard the pin: " + String.join(", ", names));
    }
    if (reading instanceof PinReading.Nothing(var ledger, var why)) {
      return ready(Status.FALSE, ConditionReason.SOURCE_NOT_READY, why);
    }
    if (reading instanceof PinReading.Foreign foreign) {
      return ready(
          Status.FALSE, ConditionReason.PIN_NOT_OWNED, foreign.message() + "; it is put right");
    }
    return source
        .notReady()
        .map(why -> ready(Status.FALSE, ConditionReason.SOURCE_NOT_READY, why))
        .orElseGet(() -> ready(Status.TRUE, ConditionReason.ENFORCING, enforcing(source)));
  }

  private static Condition ready(Status status, ConditionReason reason, String message) {
    return new Condition(Condition.Type.READY, status, reason, message);
  }

  private static String enforcing(Source.Found source) {
    return source.otherOwners().isEmpty()
        ? "the pin is held and guarded"
        : "the pin is held and guarded; it is also set by "
            + String.join(", ", source.otherOwners());
  }

  private static Condition open(GateFacts facts, Promotion promotion) {
    if (!facts.gate().enforces()) {
      var message =
          promotion.blockers().stream()
              .findFirst()
              .map(blocker -> "would hold: " + blocker.message())
              .orElse("would hold nothing");
      return open(Status.TRUE, ConditionReason.OBSERVING, message);
    }
    if (!promotion.blockers().isEmpty()) {
      var first = promotion.blockers().getFirst();
      return first.reason() == BlockerReason.HEAD_UNKNOWN
          ? open(Status.UNKNOWN, ConditionReason.HEAD_UNKNOWN, first.message())
          : open(Status.FALSE, ConditionReason.BLOCKED, first.message());
    }
    return promotion
        .ledger()
        .inFlight()
        .map(
            move ->
                open(
                    Status.FALSE,
                    ConditionReason.MOVE_IN_FLIGHT,
                    "%s is on its way".formatted(move.revision())))
        .orElseGet(() -> open(Status.TRUE, ConditionReason.LIVE_IS_HEAD, "live is head"));
  }

  private static Condition open(Status status, ConditionReason reason, String message) {
    return new Condition(Condition.Type.OPEN, status, reason, message);
  }

  private static Condition landed(GateFacts facts, Ledger ledger, Optional<String> behind) {
    if (!facts.gate().enforces() || ledger.live().isEmpty()) {
      return landed(Status.UNKNOWN, ConditionReason.NOT_PINNED, "nothing is pinned");
    }
    var move = ledger.inFlight();
    if (move.isEmpty()) {
      return landed(
          Status.TRUE,
          ConditionReason.LANDED,
          ledger.live().map(live -> live.revision() + " is served").orElse("")
              + behind.map(text -> "; " + text).orElse(""));
    }
    if (facts.landing() instanceof Landing.WrongBytes(var found)) {
      return landed(
          Status.FALSE,
          ConditionReason.WRONG_BYTES,
          "the source serves other bytes than were proven: " + found);
    }
    var why = facts.landing() instanceof Landing.Waiting(var reason) ? ": " + reason : "";
    return landed(
        Status.FALSE,
        ConditionReason.MOVE_IN_FLIGHT,
        "%s since %s, asked %d times%s"
            .formatted(move.get().revision(), move.get().movedAt(), move.get().nudges(), why));
  }

  private static Condition landed(Status status, ConditionReason reason, String message) {
    return new Condition(Condition.Type.LANDED, status, reason, message);
  }

  private static Condition bypassed(GateFacts facts, PinReading reading, Ledger ledger) {
    if (reading instanceof PinReading.Foreign foreign && foreign.opened()) {
      return bypassed(Status.TRUE, ConditionReason.FOREIGN_PIN, foreign.message());
    }
    if (isReturning(facts, ledger)) {
      return bypassed(
          Status.TRUE, ConditionReason.FOREIGN_PIN, "the pin was put right and has not landed yet");
    }
    Optional<String> unproven =
        ledger
            .inFlight()
            .filter(move -> move.why() == Why.BYPASS)
            .map(move -> move.revision().text())
            .or(
                () ->
                    ledger
                        .live()
                        .filter(live -> live.why() == Why.BYPASS)
                        .map(live -> live.revision().text()));
    return unproven
        .map(
            revision ->
                bypassed(
                    Status.TRUE,
                    ConditionReason.BYPASS_APPROVED,
                    revision + " was let through by a bypass"))
        .orElseGet(
            () ->
                bypassed(
                    Status.FALSE,
                    ConditionReason.NOT_BYPASSED,
                    "all that is live was let through"));
  }

  private static Condition bypassed(Status status, ConditionReason reason, String message) {
    return new Condition(Condition.Type.BYPASSED, status, reason, message);
  }

  /** A pin that was put right is still reported until it has landed. */
  static boolean isReturning(GateFacts facts, Ledger ledger) {
    return facts.previous().state().equals(Optional.of(GateState.BYPASSED))
        && ledger.inFlight().isPresent()
        && ledger.promotion().isEmpty();
  }
}
