package dev.headgate.core.gate;

import dev.headgate.core.gate.Condition.Status;
import dev.headgate.core.gate.GateEffect.Announce;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people are told: what is new since the last decision, and nothing twice. */
final class Announcements {

  /**
   * Blockers that are the ordinary course of things, or that are announced in words of their own.
   */
  private static final Set<BlockerReason> QUIET =
      EnumSet.of(
          BlockerReason.NOT_YET_PROVEN,
          BlockerReason.MOVE_IN_FLIGHT,
          BlockerReason.HEAD_UNKNOWN,
          BlockerReason.LIVE_UNKNOWN,
          BlockerReason.GUARD_MISSING,
          BlockerReason.VERIFICATION_FAILED,
          BlockerReason.WRONG_BYTES);

  private Announcements() {}

  static List<Announce> of(
      GateFacts facts, PinReading reading, Promotion promotion, Verification verification) {
    var news = new ArrayList<Announce>();
    ofPin(facts, reading).ifPresent(news::add);
    promotion.move().map(move -> ofMove(facts, move)).ifPresent(news::add);
    news.addAll(ofBlockers(facts, promotion));
    ofVerification(facts, verification).ifPresent(news::add);
    return news;
  }

  private static Optional<Announce> ofPin(GateFacts facts, PinReading reading) {
    return switch (reading) {
      case PinReading.Adopted(var ledger, var pin) ->
          say(
              Announcement.ADOPTED,
              ledger.live().map(live -> live.revision() + " is what is live").orElse(""));
      case PinReading.Landed(var ledger, var move) when facts.ledger().promotion().isPresent() ->
          say(Announcement.LANDED, move.revision() + " is served");
      case PinReading.Landed landed -> Optional.empty();
      case PinReading.Bypassed(var ledger, var move, var bypass) ->
          say(
              Announcement.BYPASSED,
              "%s was set by hand, as %s allowed: %s"
                  .formatted(move.revision(), bypass.user(), bypass.reason()));
      case PinReading.Foreign foreign when foreign.opened() ->
          say(Announcement.FOREIGN_PIN, foreign.message() + "; it is put right");
      case PinReading.Foreign foreign -> Optional.empty();
      case PinReading.Nothing nothing -> Optional.empty();
      case PinReading.Settled settled -> Optional.empty();
      case PinReading.Moving moving -> Optional.empty();
      case PinReading.Resumed resumed -> Optional.empty();
    };
  }

  private static Announce ofMove(GateFacts facts, GateEffect.MovePin move) {
    if (!facts.gate().enforces()) {
      return new Announce(
          Announcement.WOULD_PROMOTE, "would let %s through".formatted(move.revision()));
    }
    if (move.why() == Why.BYPASS && facts.ledger().knows(move.revision())) {
      return new Announce(Announcement.BYPASSED, "back to " + move.revision() + ", by a bypass");
    }
    return move.why() == Why.BYPASS
        ? new Announce(Announcement.BYPASSED, move.revision() + " is let through unproven")
        : new Announce(
            Announcement.PROMOTING,
            "%s is let through, proven by %s"
                .formatted(move.revision(), move.changeRequest().orElse("")));
  }

  private static List<Announce> ofBlockers(GateFacts facts, Promotion promotion) {
    var fresh =
        promotion.blockers().stream()
            .filter(
                blocker ->
                    facts.previous().blockers().stream()
                        .noneMatch(old -> old.reason() == blocker.reason()))
            .toList();
    var news = new ArrayList<Announce>();
    for (var blocker : fresh) {
      if (blocker.reason() == BlockerReason.GUARD_MISSING) {
        news.add(new Announce(Announcement.GUARD_MISSING, blocker.message()));
      } else if (blocker.reason() == BlockerReason.WRONG_BYTES) {
        news.add(new Announce(Announcement.WRONG_BYTES, blocker.message()));
      }
    }
    fresh.stream()
        .filter(blocker -> !QUIET.contains(blocker.reason()))
        .findFirst()
        .map(blocker -> new Announce(Announcement.HELD, blocker.message()))
        .ifPresent(news::add);
    return news;
  }

  private static Optional<Announce> ofVerification(GateFacts facts, Verification verification) {
    var status = verification.condition().status();
    var before = facts.previous().verified();
    if (before.isEmpty() || before.get() == status || status == Status.UNKNOWN) {
      return Optional.empty();
    }
    return say(
        status == Status.TRUE ? Announcement.VERIFIED : Announcement.VERIFICATION_FAILED,
        verification.condition().message());
  }

  private static Optional<Announce> say(Announcement what, String message) {
    return Optional.of(new Announce(what, message));
  }
}
