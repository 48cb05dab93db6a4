package dev.headgate.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.Exploration;
import dev.headgate.core.gate.GateModelState.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state that a small world can come to, with up to so many faults. */
class GateModelTest {

  /** With {@code -Dheadgate.model=long}: more faults, a million states, minutes. */
  private static final boolean LONG = "long".equals(System.getProperty("headgate.model"));

  static Stream<Arguments> worlds() {
    var nothing = Set.of(0);
    var older = Set.of(0, 1);
    var newer = Set.of(0, 2);
    var both = Set.of(0, 1, 2);
    return LONG
        ? Stream.of(nothing, older, newer, both)
            .flatMap(good -> Stream.of(Arguments.of(good, 1, 3), Arguments.of(good, 2, 1)))
        : Stream.of(
            Arguments.of(nothing, 1, 2),
            Arguments.of(nothing, 2, 1),
            Arguments.of(older, 1, 1),
            Arguments.of(newer, 1, 2),
            Arguments.of(both, 1, 1),
            Arguments.of(both, 2, 0));
  }

  @ParameterizedTest(name = "good commits {0}, {1} operators, {2} faults")
  @MethodSource("worlds")
  void shouldKeepItsPromisesAndReachItsGoal(Set<Integer> good, int operators, int faults) {
    var model = new GateModel(good, operators);
    var exploration =
        new Exploration<GateModelState>(
            model::steps, (state, story) -> requirePromises(model, state, story));

    var states = exploration.from(model.start(), faults);

    assertThat(exploration.stuck(state -> turn(model, state), state -> isGoal(model, state)))
        .isEmpty();
    System.out.printf(
        "gate model: good %s, %d operators, %d faults: %,d states%n",
        good, operators, faults, states);
  }

  private static void requirePromises(
      GateModel model, GateModelState state, Supplier<String> story) {
    assertThat(
            state.ledger().history().stream()
                .map(Recorded::revision)
                .map(GateModel::number)
                .toList())
        .as(() -> "was live without a proof: " + story.get())
        .allMatch(model.good()::contains);
    if (state.pin().owned()) {
      assertThat(model.good())
          .as(() -> "pinned without a proof: " + story.get())
          .contains(state.pin().commit());
    }
    if (state.pin().owned() && !state.meddled()) {
      assertThat(state.pin().commit())
          .as(() -> "went back by itself: " + story.get())
          .isEqualTo(state.promoted());
    }
    if (!state.meddled()) {
      assertThat(model.good())
          .as(() -> "shown without a proof: " + story.get())
          .contains(state.shown());
    }
  }

  /** Everybody does what they have to do, one after the other; otherwise time goes on. */
  private static GateModelState turn(GateModel model, GateModelState state) {
    var next = everybodyOnce(model, state);
    return next.equals(state) ? later(model, state) : next;
  }

  private static GateModelState everybodyOnce(GateModel model, GateModelState from) {
    var state = from;
    for (var due = model.others(state); !due.isEmpty(); due = model.others(state)) {
      state = due.getFirst().next();
    }
    for (int operator = 0; operator < model.operators(); operator++) {
      do {
        state =
            model.operator(state, operator).stream().findFirst().map(s -> s.next()).orElse(state);
      } while (state.passes().get(operator).isPresent());
    }
    return state;
  }

  private static GateModelState later(GateModel model, GateModelState state) {
    var wakeAt = model.decide(state, state.ledger()).wakeAt();
    return wakeAt
        .map(at -> Math.max(1, (int) Duration.between(state.now(), at.plusMillis(999)).toSeconds()))
        .map(pause -> state.change(s -> s.wait(pause)))
        .orElse(state);
  }

  private static boolean isGoal(GateModel model, GateModelState state) {
    var live = GateModel.number(state.ledger().live().orElseThrow().revision());
    return state.passes().stream().allMatch(Optional::isEmpty)
        && state.ledger().inFlight().isEmpty()
        && state.pin().owned()
        && state.pin().commit() == live
        && state.shown() == live
        && state.seen() == state.newest()
        && (live == state.newest() || isHeld(model, state));
  }

  private static boolean isHeld(GateModel model, GateModelState state) {
    return !model.good().contains(state.newest())
        && state.attempts().stream()
            .anyMatch(a -> a.commit() == state.newest() && a.outcome() == Outcome.FAILED);
  }
}
