package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two teams, one cluster, and an operator that is killed meanwhile. */
@ExtendWith(InLab.class)
class SharedPoolIT {

  private static final String KUBECONFIG =
      "template: {kubeconfig: {secretRef: {name: vcluster-dev}}}\n";

  @Test
  void shouldServeTwoTeamsInTurnThoughTheOperatorIsKilled(Lab lab) {
    try (var first = SandboxWorld.open(lab);
        var second = Gated.open(lab, otherPool(first))) {
      // given
      first.patchGate("{\"sandbox\":{\"kubeconfig\":null,\"poolRef\":{\"name\":\"pool\"}}}");
      PoolWorld.applyPool(
          first, KUBECONFIG + "namespaces: [" + second.namespace() + "]\npaused: true\n");
      for (int i = 0; i < 2; i++) {
        prove(first, i);
        prove(second, i);
      }
      first.awaitThat(
          "all wait", () -> PoolWorld.status(first).map(SandboxPoolStatus::queued).orElse(0) == 4);
      var holders = new ConcurrentLinkedQueue<List<String>>();
      try (var _ = watch(first, holders)) {
        // when
        PoolWorld.applyPool(first, KUBECONFIG + "namespaces: [" + second.namespace() + "]\n");
        first.awaitThat("one has it", () -> PoolWorld.status(first).orElseThrow().busy() == 1);
        lab.operator().kill();
        lab.operator().restart();

        // then
        awaitAllJudged(first);
        awaitAllJudged(second);
        PoolWorld.awaitNothingLeft(first);
        PoolWorld.awaitNothingLeft(second);
      }
      assertThat(holders).allSatisfy(now -> assertThat(now).hasSizeLessThanOrEqualTo(1));
      assertInTurn(
          holders.stream().flatMap(List::stream).distinct().map(SharedPoolIT::namespaceOf).toList(),
          first.namespace(),
          second.namespace());
      SandboxWorld.awaitClean(first);
    }
  }

  /** Who begins is open: the API server tells creation times to the second. */
  private static void assertInTurn(List<String> served, String one, String other) {
    assertThat(served).isIn(List.of(one, other, one, other), List.of(other, one, other, one));
  }

  private static String otherPool(Gated home) {
    return "sandbox: {poolRef: {name: pool, namespace: %s}}\n".formatted(home.namespace());
  }

  private static String namespaceOf(String slot) {
    return slot.substring(0, slot.indexOf('/'));
  }

  /** What the slots of the pool were, each time that its status changed. */
  private static Watch watch(Gated world, ConcurrentLinkedQueue<List<String>> seen) {
    return PoolWorld.pool(world)
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, SandboxPool pool) {
                if (pool.getStatus() != null) {
                  seen.add(
                      pool.getStatus().slots().stream()
                          .map(slot -> slot.namespace() + "/" + slot.uid())
                          .toList());
                }
              }

              @Override
              public void onClose(WatcherException cause) {
                throw new AssertionError("the watch ended", cause);
              }
            });
  }

  private static void prove(Gated world, int number) {
    world.apply(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeRequest
        metadata: {name: proof-%d, namespace: %s}
        spec:
          gateRef: {name: cluster}
          risk: {atLeast: Medium, reason: to see it run}
          baseline: {inline: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}, data: {a: '0'}}"}
          manifests: {inline: "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}, data: {a: '%d'}}"}
        """
            .formatted(number, world.namespace(), number + 1));
  }

  private static void awaitAllJudged(Gated world) {
    for (int i = 0; i < 2; i++) {
      var name = "proof-" + i;
      world.awaitThat(
          name + " is judged",
          () ->
              world.requests().stream()
                  .filter(proof -> proof.getMetadata().getName().equals(name))
                  .anyMatch(proof -> Sights.result(proof).isPresent()));
    }
    assertThat(world.requests()).extracting(SharedPoolIT::result).containsOnly("Passed");
  }

  private static String result(ChangeRequest proof) {
    return Sights.result(proof).orElse("none");
  }
}
