package dev.headgate.core.sandbox;

import dev.headgate.core.sandbox.PoolFacts.Asking;
import dev.headgate.core.sandbox.PoolFacts.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in and who waits.
 *
 * @param slots who may go on
 * @param waiting everybody else, the next one first
 * @param servedAt when each namespace was let in last
 * @param warm who is kept warm, beside the slots
 * @param begin how many more are to be made to be kept warm
 * @param end the UIDs of warm ones that are to be taken down
 * @param isIdle whether none is kept warm because nobody was let in for a while
 */
public record PoolDecision(
    List<Slot> slots,
    List<Waiting> waiting,
    Map<String, Instant> servedAt,
    List<Slot> warm,
    int begin,
    List<String> end,
    boolean isIdle) {

  public PoolDecision {
    slots = List.copyOf(slots);
    waiting = List.copyOf(waiting);
    servedAt = Map.copyOf(servedAt);
    warm = List.copyOf(warm);
    end = List.copyOf(end);
  }

  /** One that waits, and for what. */
  public record Waiting(Asking asking, int position, String reason) {}

  /** The place of that one. */
  public Optional<Waiting> waiting(String uid) {
    return waiting.stream().filter(one -> one.asking().uid().equals(uid)).findFirst();
  }

  public boolean isIn(String uid) {
    return slots.stream().anyMatch(slot -> slot.uid().equals(uid))
        || warm.stream().anyMatch(slot -> slot.uid().equals(uid));
  }
}
