package dev.headgate.core.gate;

import dev.headgate.core.gate.GateEffect.AdoptPin;
import dev.headgate.core.gate.GateEffect.Nudge;
import dev.headgate.core.gate.GateEffect.RepairPin;
import dev.headgate.core.tree.Revision;
import java.time.Instant;
import java.util.Optional;

/** Compares the pin with what the gate has let through, and says who moved it. */
final class PinStep {

  private PinStep() {}

  static PinReading read(GateFacts facts, Source.Found source, Instant now) {
    if (!facts.gate().enforces()) {
      return observe(facts.ledger(), source, now);
    }
    var live = facts.ledger().live().filter(last -> last.why() != Why.OBSERVED);
    return live.map(last -> compare(facts, source, last, now))
        .orElseGet(() -> adopt(facts, source, now));
  }

  /** An observing gate touches no pin; its ledger says what would be live. */
  private static PinReading observe(Ledger ledger, Source.Found source, Instant now) {
    if (ledger.live().isPresent()) {
      return new PinReading.Settled(ledger.settled());
    }
    return source
        .artifact()
        .<PinReading>map(
            artifact ->
                new PinReading.Adopted(
                    record(artifact.revision(), Why.OBSERVED, now), Optional.empty()))
        .orElseGet(() -> new PinReading.Nothing(ledger, "the source serves nothing yet"));
  }

  /** A gate without a record takes what is live for granted and changes nothing. */
  private static PinReading adopt(GateFacts facts, Source.Found source, Instant now) {
    if (source.pin().isPresent()) {
      var pinned = spelled(source.pin().get(), source);
      return new PinReading.Adopted(adopted(pinned, now), Optional.empty());
    }
    if (facts.guard() instanceof Guard.Missing) {
      return new PinReading.Nothing(Ledger.EMPTY, "nothing is pinned while the guard is missing");
    }
    return source
        .artifact()
        .<PinReading>map(
            artifact ->
                new PinReading.Adopted(
                    adopted(artifact.revision(), now),
                    Optional.of(new AdoptPin(artifact.revision()))))
        .orElseGet(() -> new PinReading.Nothing(Ledger.EMPTY, "the source serves nothing yet"));
  }

  private static PinReading compare(
      GateFacts facts, Source.Found source, Recorded live, Instant now) {
    var ledger = facts.ledger();
    if (source.pin().isEmpty()) {
      return repair(ledger, live, true, "somebody removed the pin", now);
    }
    var pin = source.pin().get();
    var move = ledger.inFlight().filter(m -> m.revision().commit().equals(pin));
    if (move.isEmpty() && !live.revision().commit().equals(pin)) {
      return foreign(facts, source, live, spelled(pin, source), now);
    }
    if (!source.pinOwnedByHeadgate()) {
      return repair(ledger, live, false, "the pin is not owned by Headgate any more", now);
    }
    if (move.isPresent()) {
      return landing(facts, move.get(), now);
    }
    // Somebody undid the move in flight, or the source serves something else than the pin says:
    // either way it has to be seen to land.
    var served =
        facts.landing() instanceof Landing.Landed || facts.landing() instanceof Landing.None;
    return served && ledger.inFlight().isEmpty()
        ? new PinReading.Settled(ledger)
        : landing(facts, returning(live, now), now);
  }

  private static PinReading landing(GateFacts facts, InFlight move, Instant now) {
    var ledger = facts.ledger();
    if (facts.landing() instanceof Landing.Landed) {
      return new PinReading.Landed(ledger.landed(move, now), move);
    }
    if (now.isBefore(move.nextNudge())) {
      return new PinReading.Moving(ledger.moving(move), move, Optional.empty());
    }
    var nudged = move.nudged();
    var token = "headgate-%s-%d".formatted(move.revision().shortCommit(), nudged.nudges());
    return new PinReading.Moving(ledger.moving(nudged), nudged, Optional.of(new Nudge(token)));
  }

  /** Not what the gate has recorded: its own move before a crash, a bypass, or neither. */
  private static PinReading foreign(
      GateFacts facts, Source.Found source, Recorded live, Revision pin, Instant now) {
    var ledger = facts.ledger();
    var bypass = Bypasses.valid(facts, pin, now);
    if (bypass.isPresent()) {
      var move =
          new InFlight(
              pin, Optional.empty(), Why.BYPASS, now, 0, BrokenBefore.resumed(facts, live));
      return new PinReading.Bypassed(ledger.moving(move), move, bypass.get());
    }
    var own = source.pinOwnedByHeadgate() && facts.guard() instanceof Guard.Present;
    var proof =
        Attempts.latestJudged(facts.candidates(), pin)
            .filter(
                candidate ->
                    Requirements.blockers(RequirementFacts.ofMade(facts, ledger, candidate), now)
                        .isEmpty());
    if (own && proof.isPresent()) {
      var name = Optional.of(proof.get().changeRequest());
      var move =
          new InFlight(
              proof.get().revision(), name, Why.VERDICT, now, 0, BrokenBefore.resumed(facts, live));
      return new PinReading.Resumed(ledger.moving(move), move);
    }
    return repair(ledger, live, true, "somebody moved the pin to " + pin, now);
  }

  private static PinReading repair(
      Ledger ledger, Recorded live, boolean opened, String message, Instant now) {
    return new PinReading.Foreign(
        ledger.moving(returning(live, now)), new RepairPin(live.revision()), opened, message);
  }

  private static InFlight returning(Recorded live, Instant now) {
    return new InFlight(
        live.revision(), live.changeRequest(), live.why(), now, 0, live.brokenBefore());
  }

  private static Ledger adopted(Revision revision, Instant now) {
    var move = new InFlight(revision, Optional.empty(), Why.ADOPTED, now, 0);
    return record(revision, Why.ADOPTED, now).moving(move);
  }

  private static Ledger record(Revision revision, Why why, Instant now) {
    return Ledger.EMPTY.recording(new Recorded(revision, Optional.empty(), why, now));
  }

  /** The pin in the words of the artifact, when it is of the same commit. */
  private static Revision spelled(String pin, Source.Found source) {
    var bare = new Revision(pin);
    return source.artifact().map(Source.Artifact::revision).filter(bare::sameCommit).orElse(bare);
  }
}
