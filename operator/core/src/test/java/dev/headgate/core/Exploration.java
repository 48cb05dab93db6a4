package dev.headgate.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Every state that a small world can come to with up to so many faults, each reached with as few as
 * possible.
 *
 * @param <S> a state, compared by value
 */
public final class Exploration<S> {

  private static final int LONG_ENOUGH = 60;

  private final Map<S, Visit<S>> reached = new HashMap<>();
  private final BiFunction<S, Boolean, List<Step<S>>> steps;
  private final BiConsumer<S, Supplier<String>> promises;

  /** Something that happens; a fault counts against the budget. */
  public record Step<S>(String name, S next, boolean fault) {}

  /** How a state was reached, for the one who has to understand it. */
  private record Visit<S>(Optional<S> from, String step) {}

  /**
   * A world that can be walked through.
   *
   * @param steps what may happen next, with or without faults
   * @param promises fails when a state breaks one; it may ask how the state was reached
   */
  public Exploration(
      BiFunction<S, Boolean, List<Step<S>>> steps, BiConsumer<S, Supplier<String>> promises) {
    this.steps = steps;
    this.promises = promises;
  }

  /** Returns how many states there are. */
  public int from(S start, int faults) {
    reached.put(start, new Visit<>(Optional.empty(), "start"));
    Collection<S> layer = List.of(start);
    for (int left = faults; left >= 0; left--) {
      layer = withoutFaults(layer, left > 0);
    }
    return reached.size();
  }

  /** Returns where one more fault leads. */
  private Collection<S> withoutFaults(Collection<S> from, boolean mayFail) {
    var next = new ArrayList<S>();
    Deque<S> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      var state = open.poll();
      for (var step : steps.apply(state, mayFail)) {
        if (step.fault() && !mayFail) {
          continue;
        }
        if (reached.putIfAbsent(step.next(), new Visit<>(Optional.of(state), step.name()))
            == null) {
          promises.accept(step.next(), () -> story(step.next()));
          (step.fault() ? next : open).add(step.next());
        }
      }
    }
    return next;
  }

  /**
   * The first state from which the goal is not reached when faults have stopped.
   *
   * @param turn everybody does what they have to do, or time goes on
   */
  public Optional<String> stuck(UnaryOperator<S> turn, Predicate<S> goal) {
    var settled = new HashSet<S>();
    return reached.keySet().stream()
        .filter(state -> !reachesGoal(state, turn, goal, settled))
        .findFirst()
        .map(this::story);
  }

  private boolean reachesGoal(S from, UnaryOperator<S> turn, Predicate<S> goal, Set<S> settled) {
    var path = new ArrayList<S>();
    var state = from;
    for (int turns = 0; turns < LONG_ENOUGH; turns++) {
      if (settled.contains(state) || goal.test(state)) {
        settled.addAll(path);
        return true;
      }
      path.add(state);
      state = turn.apply(state);
    }
    return false;
  }

  private String story(S state) {
    var story = new ArrayDeque<String>();
    var visit = Optional.ofNullable(reached.get(state));
    while (visit.isPresent()) {
      story.push(visit.get().step());
      visit = visit.get().from().map(reached::get);
    }
    return String.join(", ", story) + " -> " + state;
  }
}
