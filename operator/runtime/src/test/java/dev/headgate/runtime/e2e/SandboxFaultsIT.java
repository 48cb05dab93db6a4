package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes that are not what they should be, and proofs that go away while they have one. */
@ExtendWith(InLab.class)
class SandboxFaultsIT {

  private static final String CANARY = "canary-5d1f0c";

  @Test
  void shouldRefuseAKubeconfigThatRunsAProgramAndNotRunIt(Lab lab, @TempDir Path folder) {
    // given
    var trace = folder.resolve("ran");
    var kubeconfig =
        """
        apiVersion: v1
        kind: Config
        current-context: a
        contexts: [{name: a, context: {cluster: a, user: a}}]
        clusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}]
        users:
        - name: a
          user:
            token: %s
            exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [%s]}
        """
            .formatted(CANARY, trace);

    try (var world = SandboxWorld.open(lab, kubeconfig)) {
      // when
      var commit = SandboxWorld.commitMedium(world, "two");

      // then
      world.awaitThat("it is judged", () -> world.see().judged(commit).isPresent());
      assertThat(trace).matches(Files::notExists);
      assertThat(world.see().requests().toString()).doesNotContain(CANARY);
      assertThat(lab.operator().lines()).noneMatch(line -> line.contains(CANARY));
      assertThat(SandboxWorld.leases(lab)).isEmpty();
    }
  }

  @Test
  void shouldNotUseTheHostAsItsOwnSandbox(Lab lab) {
    try (var world = SandboxWorld.open(lab, lab.host().adminKubeconfigYaml())) {
      // when
      var commit = SandboxWorld.commitMedium(world, "two");

      // then
      world.awaitThat("it is judged", () -> world.see().judged(commit).isPresent());
      assertThat(SandboxWorld.leases(lab)).isEmpty();
      assertThat(lab.host().client().configMaps().inAnyNamespace().withLabel("headgate.dev/change"))
          .satisfies(marked -> assertThat(marked.list().getItems()).isEmpty());
    }
  }

  @Test
  void shouldGiveBackTheSandboxOfAProofThatIsDeletedWhileItRuns(Lab lab) {
    try (var world = SandboxWorld.open(lab)) {
      // given
      var commit = SandboxWorld.commitMedium(world, "two");
      ChangeRequest running = SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);
      var uid = running.getMetadata().getUid();

      // when
      lab.host().client().resource(running).delete();

      // then
      world.awaitThat(
          "the deleted proof holds no lease",
          () ->
              SandboxWorld.leases(lab).stream()
                  .noneMatch(lease -> uid.equals(lease.getSpec().getHolderIdentity())));
      world.awaitLive(commit);
      SandboxWorld.awaitClean(world);
    }
  }

  @Test
  void shouldLetOneProofWaitWhileAnotherHasTheSandbox(Lab lab) {
    try (var world = SandboxWorld.open(lab)) {
      // given
      var first = SandboxWorld.commitMedium(world, "two");
      SandboxWorld.awaitPhase(world, first, Phase.RUNNING);

      // when
      var second = SandboxWorld.commitMedium(world, "three");

      // then
      world.awaitThat(
          "the second says whom it waits for",
          () ->
              world.see().requests(second).stream()
                  .anyMatch(
                      proof ->
                          proof.getStatus() != null
                              && String.valueOf(proof.getStatus().why()).contains("is leased to")));
      world.awaitVerdict(first, "Passed");
      world.awaitVerdict(second, "Passed");
      world.awaitLive(second);
      SandboxWorld.awaitClean(world);
    }
  }
}
