package dev.headgate.core.sandbox;

import dev.headgate.core.sandbox.PoolDecision.Waiting;
import dev.headgate.core.sandbox.PoolFacts.Asking;
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
 * that fifty changes of one team do not make the single one of another wait. What is kept warm
 * comes last, and goes to whoever is next.
 */
public final class Queue {

  private Queue() {}

  public static PoolDecision decide(PoolFacts facts, Instant now) {
    var places = new Places(facts);
    var servedAt = new HashMap<>(facts.servedAt());
    var waiting = new ArrayList<Waiting>();
    for (var asking : inOrder(facts.asking(), places, servedAt)) {
      var obstacle = obstacle(facts, places, asking);
      if (obstacle.isEmpty()) {
        places.letIn(asking, now);
        servedAt.put(asking.namespace(), now);
      } else {
        waiting.add(new Waiting(asking, waiting.size() + 1, obstacle.get()));
      }
    }
    var warming = Warming.of(facts, places, !waiting.isEmpty(), servedAt, now);
    warming.letIn(now);
    return new PoolDecision(
        places.slots(),
        waiting,
        servedAt,
        warming.slots(),
        warming.begin(),
        warming.end(now),
        warming.isIdle());
  }

  /** Why this one may not go on now, in the order in which people want to hear of it. */
  private static Optional<String> obstacle(PoolFacts facts, Places places, Asking asking) {
    if (facts.paused()) {
      return Optional.of("the pool is paused (spec.paused)");
    }
    if (facts.perNamespace() > 0 && places.held(asking.namespace()) >= facts.perNamespace()) {
      return Optional.of(
          "namespace %s has its share of %d (spec.perNamespace)"
              .formatted(asking.namespace(), facts.perNamespace()));
    }
    return places.spare().isPresent() ? Optional.empty() : places.obstacle();
  }

  /** Everybody who asks, as if places became free one after the other. */
  private static List<Asking> inOrder(
      List<Asking> asking, Places places, Map<String, Instant> servedAt) {
    var lines = new ArrayList<Line>();
    asking.stream().collect(Collectors.groupingBy(Asking::namespace)).entrySet().stream()
        .map(
            line ->
                new Line(
                    line.getKey(),
                    line.getValue(),
                    places.held(line.getKey()),
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
}
