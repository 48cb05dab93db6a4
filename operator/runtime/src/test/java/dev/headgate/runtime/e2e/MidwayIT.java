package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.runtime.kube.FluxKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a proof is for is taken back, or goes away, while the proof runs in a sandbox. */
@ExtendWith(InLab.class)
class MidwayIT {

  @Test
  void shouldCallOffTheProofOfACommitThatIsReverted(Lab lab) {
    try (var world = SandboxWorld.open(lab);
        var witness = Witness.of(world)) {
      // given
      var commit = SandboxWorld.commitRunning(world, "two");
      SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);

      // when
      var reverted = world.revert(commit);

      // then
      var proof = world.awaitVerdict(commit, "Superseded");
      assertThat(Sights.message(proof))
          .isEqualTo("Superseded: head %s equals live".formatted(Gated.revision(reverted)));
      world.awaitLive(reverted);
      world.awaitState(GateState.OPEN);
      SandboxWorld.awaitClean(world);
      assertThat(world.see().requests(commit)).hasSize(1);
      assertThat(witness.seen()).contains(reverted).doesNotContain(commit);
    }
  }

  @Test
  void shouldGiveBackTheSandboxAndStayClosedWhenTheGateIsDeleted(Lab lab) {
    try (var world = SandboxWorld.open(lab);
        var witness = Witness.of(world)) {
      // given
      var live = world.git().head();
      var commit = SandboxWorld.commitRunning(world, "two");
      SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);

      // when
      world.crowd().deleteGate(Gated.GATE);

      // then
      world.awaitThat("the gate is gone", () -> world.see().gate(Gated.GATE).isEmpty());
      world.awaitThat("so is its proof", () -> world.see().requests(commit).isEmpty());
      SandboxWorld.awaitClean(world);
      assertThat(world.see().pin()).contains(live);
      assertThat(world.live()).contains(live);
      assertThat(witness.seen()).doesNotContain(commit);
    }
  }

  @Test
  void shouldStayClosedWhenTheSourceIsDeletedAndGoOnWhenItIsBack(Lab lab) {
    try (var world = SandboxWorld.open(lab)) {
      // given
      var live = world.git().head();
      var commit = SandboxWorld.commitRunning(world, "two");
      SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);

      // when
      world.crowd().delete(FluxKinds.GIT_REPOSITORY, Gated.SOURCE);

      // then
      world.awaitCondition("Stalled", "True", "SourceMissing");
      assertThat(world.gate().live()).isNull();
      assertThat(world.see().applied()).contains(live);

      // when
      world.apply(Yaml.flux(world.namespace(), world.upstream(), world.git()));

      // then
      world.awaitLive(commit);
      assertThat(Sights.result(world.see().judged(commit).orElseThrow())).contains("Passed");
      SandboxWorld.awaitClean(world);
    }
  }
}
