package dev.headgate.core.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the queue of a pool is decided on.
 *
 * @param max how many sandboxes at a time
 * @param perNamespace how many of them one namespace may have; 0: all
 * @param slots who was let in before, as it was written down
 * @param gone the UIDs among them that are known to be no more
 * @param starting how many of them are not ready yet
 * @param asking who asks and was not let in
 * @param servedAt when each namespace was let in last
 */
public record PoolFacts(
    boolean paused,
    int max,
    int perNamespace,
    List<Slot> slots,
    Set<String> gone,
    int starting,
    List<Asking> asking,
    Map<String, Instant> servedAt,
    Room room) {

  public PoolFacts {
    slots = List.copyOf(slots);
    gone = Set.copyOf(gone);
    asking = List.copyOf(asking);
    servedAt = Map.copyOf(servedAt);
  }

  /** One that was let in. */
  public record Slot(String namespace, String name, String uid, Instant since) {}

  /** One that asks. */
  public record Asking(String namespace, String name, String uid, Instant since) {}

  /** Whether the host has room for one more. */
  public sealed interface Room {

    /** Nobody asked for a look. */
    record NotAsked() implements Room {}

    record Enough() implements Room {}

    /** Not enough, or it cannot be told. */
    record TooLittle(String reason) implements Room {}
  }
}
