package dev.headgate.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.Exploration;
import dev.headgate.core.proof.ProofModel.State;
import dev.headgate.core.proof.ProofModel.Work;
import dev.headgate.core.verdict.Verdict;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state that two proofs around one sandbox can come to, with up to so many faults. */
class ProofModelTest {

  /** With {@code -Dheadgate.model=long}: more worlds and faults, a minute. */
  private static final boolean LONG = "long".equals(System.getProperty("headgate.model"));

  private static final int FAULTS = LONG ? 3 : 2;

  static Stream<Set<Integer>> worlds() {
    return LONG ? Stream.of(Set.of(), Set.of(0), Set.of(0, 1)) : Stream.of(Set.of(0));
  }

  @ParameterizedTest(name = "changes that work: {0}")
  @MethodSource("worlds")
  void shouldKeepItsPromisesAndJudgeEveryChange(Set<Integer> good) {
    var model = new ProofModel(good);
    var exploration = new Exploration<State>(model::steps, ProofModelTest::requirePromises);

    var states = exploration.from(model.start(), FAULTS);

    assertThat(exploration.stuck(model::turn, ProofModelTest::isGoal)).isEmpty();
    System.out.printf("proof model: good %s, %d faults: %,d states%n", good, FAULTS, states);
  }

  private static void requirePromises(State state, Supplier<String> story) {
    for (int number = 0; number < state.changes().size(); number++) {
      var change = state.changes().get(number);
      if (change.verdict().filter(Verdict.Passed.class::isInstance).isPresent()) {
        assertThat(change.ran()).as(() -> "passed untested: " + story.get()).isTrue();
      }
      if (change.run() == Work.RUNNING) {
        assertThat(state.holder())
            .as(() -> "runs in a sandbox of another: " + story.get())
            .isEqualTo(number);
      }
    }
    if (state.holder() != ProofModel.NOBODY && state.objectsOf() != ProofModel.NOBODY) {
      assertThat(state.objectsOf())
          .as(() -> "leased with what another left: " + story.get())
          .isEqualTo(state.holder());
    }
  }

  /** Judged, both of them, and the sandbox is as it was. */
  private static boolean isGoal(State state) {
    return state.changes().stream().allMatch(change -> change.verdict().isPresent())
        && state.holder() == ProofModel.NOBODY
        && state.objectsOf() == ProofModel.NOBODY;
  }
}
