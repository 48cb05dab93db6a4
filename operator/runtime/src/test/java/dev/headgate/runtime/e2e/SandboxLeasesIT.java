package dev.headgate.runtime.e2e;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One proof at a time has the sandbox, and whatever becomes of that proof, it is given back. */
@ExtendWith(InLab.class)
class SandboxLeasesIT {

  @Test
  void shouldGiveBackTheSandboxOfAProofThatIsDeletedWhileItRuns(Lab lab) {
    try (var world = SandboxWorld.open(lab)) {
      // given
      var commit = SandboxWorld.commitRunning(world, "two");
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
      var first = SandboxWorld.commitRunning(world, "two");
      var holder = SandboxWorld.awaitPhase(world, first, Phase.RUNNING).getMetadata().getName();

      // when
      var second = SandboxWorld.commitMedium(world, "three");

      // then
      world.awaitThat(
          "the second says whom it waits for",
          () ->
              SandboxWorld.says(
                  world, second, "sandbox vcluster-dev is leased to ChangeRequest " + holder));
      world.awaitVerdict(first, "Passed");
      world.awaitVerdict(second, "Passed");
      world.awaitLive(second);
      SandboxWorld.awaitClean(world);
    }
  }
}
