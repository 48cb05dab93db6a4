package dev.headgate.core.sandbox;

import dev.headgate.core.sandbox.LifeDecision.Advance;
import dev.headgate.core.sandbox.LifeDecision.Wait;
import dev.headgate.core.sandbox.LifeEffect.GiveUp;
import dev.headgate.core.sandbox.LifeEffect.Make;
import dev.headgate.core.sandbox.LifeEffect.Reach;
import dev.headgate.core.sandbox.LifeEffect.Remove;
import dev.headgate.core.sandbox.LifeEffect.StopRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The whole life of a sandbox. Pure and cheap: the caller starts at {@link Life.Queued} at every
 * reconcile and replays until it is told to wait or to stop, so that no phase is ever remembered.
 */
public final class LifeMachine {

  /** Events wake it sooner; these bound how late a lost one is noticed. */
  private static final Duration GLANCE = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(1);

  private LifeMachine() {}

  /**
   * What to do next.
   *
   * @param life the state that was reached so far
   */
  public static LifeDecision decide(Life life, LifeFacts facts, Instant now) {
    return switch (life) {
      case Life.Gone gone -> new LifeDecision.Stop();
      case Life.Releasing releasing -> release(releasing, facts, now);
      case Life.Standing standing -> takeAway(standing, facts, now);
    };
  }

  /** What overrules every step: what has no holder goes, unless a person keeps it. */
  private static LifeDecision takeAway(Life.Standing standing, LifeFacts facts, Instant now) {
    if (facts.deleted()) {
      return new Advance(standing.released());
    }
    return switch (facts.holder()) {
      case Holder.Gone gone when Keep.holds(facts, now) -> step(standing, facts, now);
      case Holder.Gone(var why) -> Wait.until(now.plus(SOON), why, new GiveUp(why));
      case Holder.Wanting() -> step(standing, facts, now);
    };
  }

  private static LifeDecision step(Life.Standing standing, LifeFacts facts, Instant now) {
    return switch (standing) {
      case Life.Queued queued -> queue(queued, facts, now);
      case Life.Creating creating -> create(creating, facts, now);
      case Life.Connecting connecting -> connect(connecting, facts, now);
      case Life.Leased leased -> keep(leased, facts, now);
      case Life.Broken(var why) -> Wait.until(now.plus(LOOK), why, new StopRun());
    };
  }

  private static LifeDecision queue(Life.Queued queued, LifeFacts facts, Instant now) {
    return switch (facts.admission()) {
      case Admission.Granted granted -> new Advance(queued.admitted(granted));
      case Admission.Refused(var reason) -> new Advance(queued.refused(reason));
      case Admission.Waiting(var position, var reason) ->
          new Wait(now.plus(LOOK), position, reason, List.of());
    };
  }

  /** What was leased before was made: it is not looked at again. */
  private static LifeDecision create(Life.Creating creating, LifeFacts facts, Instant now) {
    if (facts.recordedUid().isPresent()) {
      return new Advance(creating.made());
    }
    return switch (facts.site()) {
      case Site.Made() -> new Advance(creating.made());
      case Site.Failed(var reason) -> new Advance(creating.failed(reason));
      case Site.InMaking(var reason) when isLate(creating.granted(), now) ->
          new Advance(creating.failed("it did not start in time: " + reason));
      case Site.InMaking(var reason) -> Wait.until(now.plus(GLANCE), reason, new Make());
    };
  }

  /** Nor is it asked again who it is: the run that uses it compares. */
  private static LifeDecision connect(Life.Connecting connecting, LifeFacts facts, Instant now) {
    if (facts.recordedUid().isPresent()) {
      return new Advance(connecting.reached(facts.recordedUid().get()));
    }
    return switch (facts.contact()) {
      case Contact.Reached(var uid) -> new Advance(connecting.reached(uid));
      case Contact.Refused(var reason) -> new Advance(connecting.failed(reason));
      case Contact.Pending(var reason) when isLate(connecting.granted(), now) ->
          new Advance(connecting.failed("it did not start in time: " + reason));
      case Contact.Pending(var reason) -> Wait.until(now.plus(GLANCE), reason, new Reach());
    };
  }

  private static LifeDecision keep(Life.Leased leased, LifeFacts facts, Instant now) {
    var kept = Keep.until(facts, leased.granted()).filter(now::isBefore);
    if (kept.isPresent()) {
      return Wait.until(kept.get(), Keep.sentence(kept.get()));
    }
    var end = leased.granted().expiresAt();
    return now.isBefore(end)
        ? Wait.until(end, "")
        : new Advance(leased.lost("it was taken away: it lived as long as its pool allows (ttl)"));
  }

  /** The run ends first: it must not take objects that are cleaned away for a broken change. */
  private static LifeDecision release(Life.Releasing releasing, LifeFacts facts, Instant now) {
    if (facts.runs()) {
      return Wait.until(now.plus(SOON), "the run in it is being stopped", new StopRun());
    }
    return switch (facts.leftovers()) {
      case Leftovers.None() -> new Advance(releasing.gone());
      case Leftovers.Some(var reason) -> Wait.until(now.plus(GLANCE), reason, new Remove());
    };
  }

  private static boolean isLate(Admission.Granted granted, Instant now) {
    return !now.isBefore(granted.startBy());
  }
}
