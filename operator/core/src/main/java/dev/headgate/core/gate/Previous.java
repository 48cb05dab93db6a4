package dev.headgate.core.gate;

import java.util.List;
import java.util.Optional;

/**
 * What was published last: only to keep {@code since} and to announce what is new. Nothing is let
 * through because of it.
 */
public record Previous(
    Optional<GateState> state, List<Blocker> blockers, Optional<Condition.Status> verified) {

  public static final Previous NOTHING =
      new Previous(Optional.empty(), List.of(), Optional.empty());

  public Previous {
    blockers = List.copyOf(blockers);
  }
}
