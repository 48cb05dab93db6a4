package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxStatus;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.api.v1alpha1.SandboxPhase;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pool that has a sandbox ready before anybody asks. */
@ExtendWith(InLab.class)
class WarmPoolIT {

  private static final String POOL =
      """
      max: 2
      warm: %d
      template: {vcluster: {chartRef: {name: vcluster}, quota: {pods: %d}}}
      """;

  @Test
  void shouldHandOverTheOneThatIsWarmMakeTheNextAndEndWhatIsOutdated(Lab lab) {
    try (var world = Gated.open(lab, "sandbox: {poolRef: {name: pool}}\n")) {
      // given
      PoolWorld.applyPool(world, POOL.formatted(1, 40));
      var warm = awaitWarm(world, "");

      // when
      var commit = SandboxWorld.commitRunning(world, "two");
      SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);

      // then: it runs in what was warm, and nobody else has that
      var used = used(world).orElseThrow();
      assertThat(used.getStatus().site()).isEqualTo(warm);
      assertThat(used.getStatus().access())
          .isEqualTo(new ChangeSandboxStatus.Access("hg-sbx-" + warm, "vc-sbx", "config"));
      world.awaitThat("the warm one let go of it", () -> !uids(world).contains(warm));
      assertThat(PoolWorld.status(world).orElseThrow().slots())
          .extracting(SandboxPoolStatus.Slot::site)
          .containsExactly(warm);
      world.awaitVerdict(commit, "Passed");
      world.awaitLive(commit);
      world.awaitThat("its site is taken down", () -> !namespaces(world).contains(warm));

      // when: the template changes
      var next = awaitWarm(world, warm);
      PoolWorld.applyPool(world, POOL.formatted(1, 41));

      // then
      var newest = awaitWarm(world, next);
      assertThat(quota(world, newest)).containsEntry("pods", new Quantity("41"));
      assertThat(namespaces(world)).doesNotContain(next);

      // when: none is wanted any more
      PoolWorld.applyPool(world, POOL.formatted(0, 41));

      // then
      PoolWorld.awaitNothingLeft(world);
      SandboxWorld.awaitClean(world);
    }
  }

  /** Returns the UID of the one that is warm, once that is another one than before. */
  private static String awaitWarm(Gated world, String before) {
    world.awaitThat(
        "another one is warm", () -> warm(world).filter(uid -> !uid.equals(before)).isPresent());
    return warm(world).orElseThrow();
  }

  private static Optional<String> warm(Gated world) {
    return PoolWorld.sandboxes(world).stream()
        .filter(sandbox -> sandbox.getStatus() != null)
        .filter(sandbox -> sandbox.getStatus().phase() == SandboxPhase.WARM)
        .filter(sandbox -> sandbox.getMetadata().getDeletionTimestamp() == null)
        .map(sandbox -> sandbox.getMetadata().getUid())
        .findFirst();
  }

  private static Optional<ChangeSandbox> used(Gated world) {
    return PoolWorld.sandboxes(world).stream()
        .filter(sandbox -> sandbox.getSpec().changeRequest() != null)
        .findFirst();
  }

  private static List<String> uids(Gated world) {
    return PoolWorld.sandboxes(world).stream().map(one -> one.getMetadata().getUid()).toList();
  }

  /** By the UID that they are named after. */
  private static List<String> namespaces(Gated world) {
    return world
        .lab()
        .host()
        .client()
        .namespaces()
        .withLabel(PoolWorld.OF)
        .list()
        .getItems()
        .stream()
        .map(namespace -> namespace.getMetadata().getLabels().get(PoolWorld.OF))
        .toList();
  }

  private static Map<String, Quantity> quota(Gated world, String site) {
    return world
        .lab()
        .host()
        .client()
        .resourceQuotas()
        .inNamespace("hg-sbx-" + site)
        .withName("sandbox")
        .get()
        .getSpec()
        .getHard();
  }
}
