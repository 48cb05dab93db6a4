package dev.headgate.core.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the queue of a pool is decided on.
 *
 * @param max how many sandboxes at a time
 * @param perNamespace how many of them one namespace may have; 0: all
 * @param slots who was let in before, as it was written down
 * @param gone the UIDs among them, and among those kept warm, that are known to be no more
 * @param starting how many of them are not ready yet
 * @param asking who asks and was not let in
 * @param servedAt when each namespace was let in last
 * @param warmth what is kept ready for whoever asks next
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
    Room room,
    Warmth warmth) {

  public PoolFacts {
    slots = List.copyOf(slots);
    gone = Set.copyOf(gone);
    asking = List.copyOf(asking);
    servedAt = Map.copyOf(servedAt);
  }

  /**
   * One that was let in.
   *
   * @param site the UID of the warm one that it took over; empty when it is made for it
   */
  public record Slot(
      String namespace, String name, String uid, Instant since, Optional<String> site) {

    /** One that is made for it. */
    public Slot(String namespace, String name, String uid, Instant since) {
      this(namespace, name, uid, since, Optional.empty());
    }
  }

  /** One that asks. */
  public record Asking(String namespace, String name, String uid, Instant since) {}

  /**
   * What a pool keeps ready.
   *
   * @param wanted how many
   * @param idle how long after somebody was let in last
   * @param poolSince since when the pool is there
   * @param standing those that were let in, as it was written down
   * @param asking those that were made and not let in yet
   */
  public record Warmth(
      int wanted, Duration idle, Instant poolSince, List<Warm> standing, List<Asking> asking) {

    /** Of a pool that keeps none. */
    public static final Warmth NONE =
        new Warmth(0, Duration.ZERO, Instant.EPOCH, List.of(), List.of());

    public Warmth {
      standing = List.copyOf(standing);
      asking = List.copyOf(asking);
    }
  }

  /** One that is kept warm. */
  public record Warm(Slot slot, State state) {

    /** What it is good for. */
    public enum State {
      READY,
      STARTING,
      /** Did not start, or was lost. */
      BROKEN,
      /** Made of what the pool's template said before. */
      OUTDATED,
      /** Being taken down: its place is not free yet. */
      ENDING
    }
  }

  /** Whether the host has room for one more. */
  public sealed interface Room {

    /** Nobody asked for a look. */
    record NotAsked() implements Room {}

    record Enough() implements Room {}

    /** Not enough, or it cannot be told. */
    record TooLittle(String reason) implements Room {}
  }
}
