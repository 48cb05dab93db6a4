package dev.headgate.core.sandbox;

import java.time.Instant;
import java.util.List;

/** What to do next about a sandbox. */
public sealed interface LifeDecision {

  /** Decide again in state {@code next}. */
  record Advance(Life next) implements LifeDecision {}

  /**
   * Perform the effects, publish the state, and come back at {@code until}; an event wakes it
   * sooner.
   *
   * @param position in the queue; 0 when it does not wait there
   * @param reason a sentence for status
   */
  record Wait(Instant until, int position, String reason, List<LifeEffect> effects)
      implements LifeDecision {
    public Wait {
      effects = List.copyOf(effects);
    }

    static Wait until(Instant until, String reason, LifeEffect... effects) {
      return new Wait(until, 0, reason, List.of(effects));
    }
  }

  /** Nothing is left, and nothing is left to do. */
  record Stop() implements LifeDecision {}
}
