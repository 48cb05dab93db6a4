package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.HistoryEntry;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator is killed without warning, in each phase in which a proof or a gate can be found;
 * what comes of the change is as if it had not been. (Nobody finds a proof in Classifying: that
 * takes no longer than a look.)
 */
@ExtendWith(InLab.class)
class KilledIT {

  /** Moments that come by themselves. */
  @SuppressWarnings("ImmutableEnumChecker") // test data that nobody changes
  enum Moment {
    COMMITTED((world, commit) -> {}),
    BEGUN(
        (world, commit) ->
            world.awaitThat("a proof is there", () -> !world.see().requests(commit).isEmpty())),
    RUNNING((world, commit) -> SandboxWorld.awaitPhase(world, commit, Phase.RUNNING)),
    JUDGED((world, commit) -> world.awaitVerdict(commit, "Passed"));

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
              ? SandboxWorld.commitRunning(world, "two")
              : world.commitLow("two");

      // when
      moment.await.accept(world, commit);
      killAndRestart(lab);

      // then
      assertProvenOnceAndLive(world, first, commit);
    }
  }

  @Test
  void shouldComeToTheSameEndWhenKilledWhileItFetches(Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      var first = world.git().head();
      world.faults().hideArtifacts();
      var commit = world.commitLow("bytes-that-nobody-has-seen");
      SandboxWorld.awaitPhase(world, commit, Phase.FETCHING);

      // when
      lab.operator().kill();
      world.faults().clear();
      lab.operator().restart();

      // then
      assertProvenOnceAndLive(world, first, commit);
    }
  }

  @Test
  void shouldComeToTheSameEndWhenKilledWhileItChecks(Lab lab) {
    try (var world = Gated.open(lab);
        var webhook = SilentWebhook.of(world)) {
      // given
      var first = world.git().head();
      var commit = world.commitLow("two");
      SandboxWorld.awaitPhase(world, commit, Phase.CHECKING);

      // when
      lab.operator().kill();
      webhook.withdraw();
      lab.operator().restart();

      // then
      assertProvenOnceAndLive(world, first, commit);
    }
  }

  @Test
  void shouldComeToTheSameEndWhenKilledWhileItWaitsForASandbox(Lab lab) {
    try (var wire = Wire.to(lab.sandbox().server());
        var world =
            SandboxWorld.open(lab, wire.silence().through(lab.sandbox().adminKubeconfigYaml()))) {
      // given
      var first = world.git().head();
      var commit = SandboxWorld.commitMedium(world, "two");
      SandboxWorld.awaitPhase(world, commit, Phase.PROVISIONING);

      // when
      lab.operator().kill();
      wire.mend();
      lab.operator().restart();

      // then
      assertProvenOnceAndLive(world, first, commit);
    }
  }

  @Test
  void shouldComeToTheSameEndWhenKilledBeforeThePinHasLanded(Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      var first = world.git().head();
      world.crowd().patchSource(Gated.SOURCE, "{\"spec\":{\"suspend\":true}}");
      var commit = world.commitLow("two");
      world.awaitThat(
          "the pin is moved", () -> world.see().pin().filter(commit::equals).isPresent());

      // when
      killAndRestart(lab);

      // then
      world.awaitCondition("Landed", "False", "MoveInFlight");
      assertThat(world.live()).contains(first);

      // when
      world.crowd().patchSource(Gated.SOURCE, "{\"spec\":{\"suspend\":null}}");

      // then
      assertProvenOnceAndLive(world, first, commit);
    }
  }

  @Test
  void shouldGoOnVerifyingWhenKilledMeanwhile(Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      world.patchGate("{\"verification\": {\"duration\": \"1h\"}}");
      world.awaitApplied(world.git().head());
      world.crowd().patchRoot("{\"spec\": {\"wait\": true, \"timeout\": \"3s\"}}");
      var commit =
          world.commit(
              "an app that does not get ready",
              Map.of(
                  "apps/kustomization.yaml",
                  "resources: [settings.yaml, app.yaml]\n",
                  "apps/app.yaml",
                  Yaml.brokenDeployment("web", "ghcr.io/example/web:1.4.1")));
      world.awaitState(GateState.VERIFYING);

      // when
      killAndRestart(lab);
      world.awaitThat(
          "it looks again", () -> world.see().gate(Gated.GATE).orElseThrow().getStatus() != null);

      // then
      world.awaitState(GateState.VERIFYING);
      world.awaitCondition("Verified", "Unknown", "Watching");
      assertThat(world.see().pin()).contains(commit);

      // when
      var better =
          world.commit(
              "an app that gets ready",
              Map.of("apps/app.yaml", Yaml.deployment("web", "ghcr.io/example/web:1.4.1")));

      // then
      world.awaitLive(better);
      world.awaitCondition("Verified", "True", "FollowersReady");
      world.awaitState(GateState.OPEN);
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
      killAndRestart(lab);
      Gated.aWhile();

      // then
      world.awaitHeldBy(commit, "ApprovalsMissing");
      assertThat(world.see().pin()).contains(first);
      assertThat(verdict(world, commit)).isEqualTo(verdict);
      assertThat(world.see().requests(commit)).hasSize(1);
    }
  }

  private static void killAndRestart(Lab lab) {
    lab.operator().kill();
    lab.operator().restart();
  }

  private static void assertProvenOnceAndLive(Gated world, String first, String commit) {
    world.awaitVerdict(commit, "Passed");
    world.awaitLive(commit);
    assertThat(world.see().requests(commit)).hasSize(1);
    assertThat(world.gate().history())
        .extracting(HistoryEntry::revision)
        .containsExactly(Gated.revision(commit), Gated.revision(first));
    SandboxWorld.awaitClean(world);
  }

  private static Object verdict(Gated world, String commit) {
    ChangeRequest proof = world.see().judged(commit).orElseThrow();
    return Objects.requireNonNull(proof.getStatus().verdict());
  }
}
