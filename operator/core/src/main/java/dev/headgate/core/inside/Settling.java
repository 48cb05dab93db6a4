package dev.headgate.core.inside;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a picture of Flux counts: nothing is on its way, and all has stood still for a while.
 *
 * @param since when it began to stand still
 */
public record Settling(List<FluxState> states, Instant since) {

  public Settling {
    states = List.copyOf(states);
  }

  public static Settling begin(Instant now) {
    return new Settling(List.of(), now);
  }

  /** The same a moment later. */
  public Settling see(List<FluxState> latest, Instant now) {
    return latest.equals(states) ? this : new Settling(latest, now);
  }

  /**
   * Whether it counts.
   *
   * @param stillness enough where everybody has spoken
   * @param silence enough where somebody says nothing
   */
  public boolean isOver(Instant now, Duration stillness, Duration silence) {
    var needed = states.stream().anyMatch(FluxState::silent) ? silence : stillness;
    return !states.isEmpty()
        && states.stream().noneMatch(FluxState::moves)
        && !now.isBefore(since.plus(needed));
  }
}
