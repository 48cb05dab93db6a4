package dev.headgate.core.gate;

import dev.headgate.core.gate.Condition.Status;
import dev.headgate.core.gate.GateEffect.Announce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why this source cannot be gated at all, and what to do about it. Nothing is touched then. */
record Stalling(ConditionReason reason, BlockerReason blocker, String message) {

  private static final Duration RIVAL_AGAIN = Duration.ofSeconds(5);

  static Optional<Stalling> of(GateFacts facts) {
    if (!facts.rivals().isEmpty()) {
      return Optional.of(
          new Stalling(
              ConditionReason.RIVAL_GATE,
              BlockerReason.RIVAL_GATE,
              "the same source is gated by %s; delete one of them"
                  .formatted(String.join(", ", facts.rivals()))));
    }
    return switch (facts.source()) {
      case Source.Missing(var what) ->
          Optional.of(
              new Stalling(
                  ConditionReason.SOURCE_MISSING,
                  BlockerReason.SOURCE_MISSING,
                  "%s is not there; create it, or correct spec.kustomizationRef".formatted(what)));
      case Source.Unpinnable(var reason, var whatToDo) ->
          Optional.of(
              new Stalling(
                  ConditionReason.SOURCE_UNPINNABLE,
                  BlockerReason.SOURCE_UNPINNABLE,
                  reason + "; " + whatToDo));
      case Source.Found found -> pinnedByOthers(facts, found);
    };
  }

  /** Only before adoption: afterwards a pin of somebody else's is put right. */
  private static Optional<Stalling> pinnedByOthers(GateFacts facts, Source.Found found) {
    var isNew = facts.ledger().live().filter(l -> l.why() != Why.OBSERVED).isEmpty();
    if (!facts.gate().enforces() || !isNew || found.pin().isEmpty() || found.pinOwnedByHeadgate()) {
      return Optional.empty();
    }
    var owners =
        found.otherOwners().isEmpty() ? "somebody else" : String.join(", ", found.otherOwners());
    return Optional.of(
        new Stalling(
            ConditionReason.PINNED_BY_OTHERS,
            BlockerReason.PINNED_BY_OTHERS,
            "%s of the source is set by %s; take it out and the gate pins what is live"
                .formatted(found.pinField(), owners)));
  }

  GateDecision decide(GateFacts facts, Instant now) {
    var block =
        Blocker.of(Blocker.Type.SOURCE, blocker, message, now)
            .continuing(facts.previous().blockers());
    var isNew = !facts.previous().state().equals(Optional.of(GateState.STALLED));
    List<GateEffect> effects =
        isNew ? List.of(new Announce(Announcement.STALLED, message)) : List.of();
    return new GateDecision(
        GateState.STALLED,
        List.of(
            new Condition(Condition.Type.READY, Status.FALSE, reason, message),
            new Condition(Condition.Type.OPEN, Status.FALSE, ConditionReason.BLOCKED, message),
            new Condition(Condition.Type.STALLED, Status.TRUE, reason, message)),
        List.of(block),
        effects,
        facts.ledger(),
        Optional.empty(),
        Optional.empty(),
        lookAgainAt(now));
  }

  /** Nobody tells a gate that its rival is gone. */
  private Optional<Instant> lookAgainAt(Instant now) {
    return blocker == BlockerReason.RIVAL_GATE
        ? Optional.of(now.plus(RIVAL_AGAIN))
        : Optional.empty();
  }
}
