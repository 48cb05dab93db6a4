package dev.headgate.core.proof;

import java.time.Instant;
import java.util.List;

/** What to do next about a proof. */
public sealed interface Decision {

  /** Perform the effects in order, then decide again in state {@code next}. */
  record Advance(Proof next, List<Effect> effects) implements Decision {
    public Advance {
      effects = List.copyOf(effects);
    }
  }

  /**
   * Perform the effects, publish the state, and come back at {@code until}; an event wakes it
   * sooner. {@code reason} is a sentence for status.
   */
  record Wait(Instant until, String reason, List<Effect> effects) implements Decision {
    public Wait {
      effects = List.copyOf(effects);
    }

    Wait(Instant until, String reason) {
      this(until, reason, List.of());
    }
  }

  /** Judged; nothing is left to do. */
  record Stop() implements Decision {}

  static Decision advance(Proof next, Effect... effects) {
    return new Advance(next, List.of(effects));
  }
}
