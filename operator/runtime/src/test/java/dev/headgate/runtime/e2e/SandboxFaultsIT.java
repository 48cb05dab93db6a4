package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sandboxes that fail: nothing is concluded and nothing is open, and the next attempt passes once
 * they are well again.
 */
@ExtendWith(InLab.class)
class SandboxFaultsIT {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  @Test
  void shouldGiveUpOnASandboxThatSaysNothingWhenTheTimeIsOver(Lab lab) {
    try (var wire = Wire.to(lab.sandbox().server());
        var world =
            SandboxWorld.open(lab, wire.silence().through(lab.sandbox().adminKubeconfigYaml()))) {
      // given
      var live = world.git().head();

      // when
      var commit = SandboxWorld.commitMedium(world, "two", Yaml.intent("Medium", "15s"));

      // then
      world.awaitThat(
          "it says whom it waits for",
          () ->
              SandboxWorld.says(
                  world, commit, "sandbox vcluster-dev does not answer: no answer within 5 s"));
      var proof = SandboxWorld.assertInconclusive(world, live, commit, "NotExercised", PAUSE);
      assertThat(Sights.message(proof))
          .isEqualTo(
              SandboxWorld.NOT_EXERCISED.formatted(
                  "none came in time: sandbox vcluster-dev does not answer: no answer within 5 s"));
      assertThat(SandboxWorld.leases(lab)).isEmpty();

      // when
      wire.mend();
      world.retry(commit);

      // then
      world.awaitVerdict(commit, "Passed");
      world.awaitLive(commit);
      SandboxWorld.awaitClean(world);
    }
  }

  @Test
  void shouldConcludeNothingFromASandboxThatDiesMidway(Lab lab) {
    try (var world = SandboxWorld.open(lab)) {
      // given
      var live = world.git().head();
      var commit = SandboxWorld.commitRunning(world, "two");
      SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);

      // when
      lab.sandbox().stopApiServer();
      try {
        // then
        var proof = SandboxWorld.assertInconclusive(world, live, commit, "SandboxLost", PAUSE);
        // Whatever it was doing just then stands before the reason.
        assertThat(Sights.message(proof))
            .matches("SandboxLost: sandbox vcluster-dev: .*no connection");
        assertThat(SandboxWorld.leases(lab)).hasSize(1);
      } finally {
        lab.sandbox().startApiServer();
      }

      // when
      world.retry(commit);

      // then
      world.awaitVerdict(commit, "Passed");
      world.awaitLive(commit);
      SandboxWorld.awaitClean(world);
    }
  }

  @Test
  void shouldConcludeNothingFromASandboxThatComesBackEmpty(Lab lab) {
    try (var wire = Wire.to(lab.sandbox().server());
        var world = SandboxWorld.open(lab, wire.through(lab.sandbox().adminKubeconfigYaml()))) {
      // given
      var live = world.git().head();
      var before = SandboxWorld.uid(lab.sandbox());
      var commit = SandboxWorld.commitRunning(world, "two");
      SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);

      // when
      wire.silence();
      lab.sandbox().loseData();
      wire.mend();

      // then
      assertThat(SandboxWorld.uid(lab.sandbox())).isNotEqualTo(before);
      var proof = SandboxWorld.assertInconclusive(world, live, commit, "SandboxLost", PAUSE);
      assertThat(Sights.message(proof))
          // The first to notice says what it saw: the broken connection, or the other cluster.
          .matches(
              "SandboxLost: sandbox vcluster-dev: (the sandbox lost its data: it is another cluster"
                  + " than before|.*no connection)");
      SandboxWorld.awaitClean(world);

      // when
      world.retry(commit);

      // then
      world.awaitVerdict(commit, "Passed");
      world.awaitLive(commit);
      SandboxWorld.awaitClean(world);
    }
  }
}
