package dev.headgate.core.sandbox;

import dev.headgate.core.sandbox.PoolFacts.Asking;
import dev.headgate.core.sandbox.PoolFacts.Room;
import dev.headgate.core.sandbox.PoolFacts.Slot;
import dev.headgate.core.sandbox.PoolFacts.Warm;
import dev.headgate.core.sandbox.PoolFacts.Warm.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The places of a pool while it is decided who gets them. What is kept warm takes places too. */
final class Places {

  /** A ready one first, and the one that has been there longest. */
  private static final Comparator<Warm> BEST =
      Comparator.comparing(Warm::state)
          .thenComparing(warm -> warm.slot().since())
          .thenComparing(warm -> warm.slot().uid());

  private final PoolFacts facts;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Warm> warm = new ArrayList<>();
  private int starting;

  Places(PoolFacts facts) {
    this.facts = facts;
    starting = facts.starting();
    facts.slots().stream().filter(this::isThere).forEach(slots::add);
    facts.warmth().standing().stream().filter(one -> isThere(one.slot())).forEach(warm::add);
  }

  private boolean isThere(Slot slot) {
    return !facts.gone().contains(slot.uid());
  }

  List<Slot> slots() {
    return slots;
  }

  List<Warm> warm() {
    return warm;
  }

  long held(String namespace) {
    return slots.stream().filter(slot -> slot.namespace().equals(namespace)).count();
  }

  int free() {
    return facts.max() - slots.size() - warm.size();
  }

  /** One that is kept warm, or is to be, for whoever asks. */
  Optional<Warm> spare() {
    return warm.stream()
        .filter(one -> one.state() == State.READY || one.state() == State.STARTING)
        .min(BEST);
  }

  /** Why none can be begun now, in the order in which people want to hear of it. */
  Optional<String> obstacle() {
    if (free() <= 0) {
      return Optional.of(
          facts.max() == 1
              ? "the pool's only sandbox is in use"
              : "all %d sandboxes of the pool are in use".formatted(facts.max()));
    }
    return switch (facts.room()) {
      case Room.NotAsked() -> Optional.empty();
      case Room.TooLittle(var reason) -> Optional.of(reason);
      case Room.Enough() when starting > 0 ->
          Optional.of("another sandbox is starting: what it takes from the host is not seen yet");
      case Room.Enough() -> Optional.empty();
    };
  }

  /** Hands over a spare one if there is one, with the place that it has. */
  void letIn(Asking asking, Instant now) {
    var spare = spare();
    spare.ifPresent(warm::remove);
    slots.add(slot(asking, now, spare.map(one -> one.slot().uid())));
    if (spare.isEmpty()) {
      starting++;
    }
  }

  void warmUp(Asking asking, Instant now) {
    warm.add(new Warm(slot(asking, now, Optional.empty()), State.STARTING));
    starting++;
  }

  private static Slot slot(Asking asking, Instant now, Optional<String> site) {
    return new Slot(asking.namespace(), asking.name(), asking.uid(), now, site);
  }
}
