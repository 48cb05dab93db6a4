package dev.headgate.core.sandbox;

import dev.headgate.core.sandbox.PoolDecision.Waiting;
import dev.headgate.core.sandbox.PoolFacts.Asking;
import dev.headgate.core.sandbox.PoolFacts.Room;
import dev.headgate.core.sandbox.PoolFacts.Slot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whose turn it is. Within a namespace who came first is next. Between namespaces it is the turn of
 * the one that has the fewest sandboxes, and among those of the one that was served longest ago, so
 * that fifty changes of one team do not make the single one of another wait.
 */
public final class Queue {

  private Queue() {}

  public static PoolDecision decide(PoolFacts facts, Instant now) {
    var slots = new ArrayList<Slot>();
    facts.slots().stream().filter(slot -> !facts.gone().contains(slot.uid())).forEach(slots::add);
    var servedAt = new HashMap<>(facts.servedAt());
    var waiting = new ArrayList<Waiting>();
    var starting = facts.starting();
    for (var asking : inOrder(facts.asking(), slots, servedAt)) {
      var obstacle = obstacle(facts, slots, starting, asking);
      if (obstacle.isEmpty()) {
        slots.add(new Slot(asking.namespace(), asking.name(), asking.uid(), now));
        servedAt.put(asking.namespace(), now);
        starting++;
      } else {
        waiting.add(new Waiting(asking, waiting.size() + 1, obstacle.get()));
      }
    }
    return new PoolDecision(slots, waiting, servedAt);
  }

  /** Why this one may not go on now, in the order in which people want to hear of it. */
  private static Optional<String> obstacle(
      PoolFacts facts, List<Slot> slots, int starting, Asking asking) {
    if (facts.paused()) {
      return Optional.of("the pool is paused (spec.paused)");
    }
    if (slots.size() >= facts.max()) {
      return Optional.of(
          facts.max() == 1
              ? "the pool's only sandbox is in use"
              : "all %d sandboxes of the pool are in use".formatted(facts.max()));
    }
    if (facts.perNamespace() > 0 && held(slots, asking.namespace()) >= facts.perNamespace()) {
      return Optional.of(
          "namespace %s has its share of %d (spec.perNamespace)"
              .formatted(asking.namespace(), facts.perNamespace()));
    }
    return switch (facts.room()) {
      case Room.NotAsked() -> Optional.empty();
      case Room.TooLittle(var reason) -> Optional.of(reason);
      case Room.Enough() when starting > 0 ->
          Optional.of("another sandbox is starting: what it takes from the host is not seen yet");
      case Room.Enough() -> Optional.empty();
    };
  }

  /** Everybody who asks, as if places became free one after the other. */
  private static List<Asking> inOrder(
      List<Asking> asking, List<Slot> slots, Map<String, Instant> servedAt) {
    var lines = new ArrayList<Line>();
    asking.stream().collect(Collectors.groupingBy(Asking::namespace)).entrySet().stream()
        .map(
            line ->
                new Line(
                    line.getKey(),
                    line.getValue(),
                    held(slots, line.getKey()),
                    servedAt.getOrDefault(line.getKey(), Instant.EPOCH)))
        .forEach(lines::add);
    var order = new ArrayList<Asking>();
    while (!lines.isEmpty()) {
      var next = Collections.min(lines, Line.TURN);
      order.add(next.take());
      if (next.waiting.isEmpty()) {
        lines.remove(next);
      }
    }
    return order;
  }

  /** Those of one namespace, who came first at the front. */
  private static final class Line {

    static final Comparator<Line> TURN =
        Comparator.<Line>comparingLong(line -> line.has)
            .thenComparing(line -> line.servedAt)
            .thenComparing(line -> line.waiting.getFirst().since())
            .thenComparing(line -> line.namespace);

    private final String namespace;
    private final Instant servedAt;
    private final ArrayDeque<Asking> waiting = new ArrayDeque<>();
    private long has;

    Line(String namespace, List<Asking> asking, long has, Instant servedAt) {
      this.namespace = namespace;
      this.has = has;
      this.servedAt = servedAt;
      asking.stream()
          .sorted(Comparator.comparing(Asking::since).thenComparing(Asking::uid))
          .forEach(waiting::add);
    }

    Asking take() {
      has++;
      return waiting.removeFirst();
    }
  }

  private static long held(List<Slot> slots, String namespace) {
    return slots.stream().filter(slot -> slot.namespace().equals(namespace)).count();
  }
}
