package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.HistoryEntry;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator is killed without warning; what comes of the change is as if it had not been. */
@ExtendWith(InLab.class)
class KilledIT {

  /** When it is killed. */
  @SuppressWarnings("ImmutableEnumChecker") // test data that nobody changes
  enum Moment {
    COMMITTED((world, commit) -> {}),
    BEGUN(
        (world, commit) ->
            world.awaitThat("a proof is there", () -> !world.see().requests(commit).isEmpty())),
    RUNNING((world, commit) -> SandboxWorld.awaitPhase(world, commit, Phase.RUNNING)),
    JUDGED((world, commit) -> world.awaitVerdict(commit, "Passed")),
    PINNED(
        (world, commit) ->
            world.awaitThat(
                "the pin is moved", () -> world.see().pin().filter(commit::equals).isPresent()));

    private final BiConsumer<Gated, String> await;

    Moment(BiConsumer<Gated, String> await) {
      this.await = await;
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void shouldComeToTheSameEndWhenKilled(Moment moment, Lab lab) {
    try (var world = SandboxWorld.open(lab)) {
      // given
      var first = world.git().head();
      var commit =
          moment == Moment.RUNNING
              ? SandboxWorld.commitMedium(world, "two")
              : world.commitLow("two");

      // when
      moment.await.accept(world, commit);
      lab.operator().kill();
      lab.operator().restart();

      // then
      world.awaitVerdict(commit, "Passed");
      world.awaitLive(commit);
      assertThat(world.see().requests(commit)).hasSize(1);
      assertThat(world.gate().history())
          .extracting(HistoryEntry::revision)
          .containsExactly(Gated.revision(commit), Gated.revision(first));
      SandboxWorld.awaitClean(world);
    }
  }

  @Test
  void shouldStillHoldWhatItHeld(Lab lab) throws InterruptedException {
    try (var world = Gated.open(lab)) {
      // given
      var first = world.git().head();
      var commit = world.commitHigh("two");
      world.awaitHeldBy(commit, "ApprovalsMissing");
      var verdict = verdict(world, commit);

      // when
      lab.operator().kill();
      lab.operator().restart();
      Gated.aWhile();

      // then
      world.awaitHeldBy(commit, "ApprovalsMissing");
      assertThat(world.see().pin()).contains(first);
      assertThat(verdict(world, commit)).isEqualTo(verdict);
      assertThat(world.see().requests(commit)).hasSize(1);
    }
  }

  private static Object verdict(Gated world, String commit) {
    ChangeRequest proof = world.see().judged(commit).orElseThrow();
    return java.util.Objects.requireNonNull(proof.getStatus().verdict());
  }
}
