package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import dev.headgate.local.Lab;
import dev.headgate.local.helm.Behaviour;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a gate that names a pool to a sandbox of which nothing is left. */
@ExtendWith(InLab.class)
class PoolIT {

  private static final String VCLUSTER = "template: {vcluster: {chartRef: {name: vcluster}}}\n";
  private static final String KUBECONFIG =
      "template: {kubeconfig: {secretRef: {name: vcluster-dev}}}\n";
  private static final String OF = "headgate.dev/change-sandbox";
  private static final ResourceDefinitionContext RELEASES =
      new ResourceDefinitionContext.Builder()
          .withGroup("helm.toolkit.fluxcd.io")
          .withVersion("v2")
          .withKind("HelmRelease")
          .withPlural("helmreleases")
          .withNamespaced(true)
          .build();

  @AfterEach
  void bePromptAgain(Lab lab) {
    lab.helm().play(Behaviour.PROMPT);
  }

  @Test
  void shouldMakeAFencedVclusterProveTheChangeInItAndLeaveNothing(Lab lab) {
    try (var world = Gated.open(lab, "sandbox: {poolRef: {name: pool}}\n")) {
      // given
      applyPool(world, VCLUSTER);

      // when
      var commit = SandboxWorld.commitMedium(world, "two");
      SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);

      // then
      var sandbox = sandboxes(world).getFirst();
      assertFenced(lab.host().client(), "hg-sbx-" + sandbox.getMetadata().getUid());
      var proof = world.awaitVerdict(commit, "Passed");
      assertThat(proof.getStatus().sandbox()).isNotNull();
      world.awaitLive(commit);
      awaitNothingLeft(world);
      SandboxWorld.awaitClean(world);
    }
  }

  private static void assertFenced(KubernetesClient host, String namespace) {
    var found = host.namespaces().withName(namespace).get();
    assertThat(found.getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "baseline")
        .containsKey(OF);
    assertThat(
            host.network().v1().networkPolicies().inNamespace(namespace).list().getItems().stream()
                .map(policy -> policy.getMetadata().getName()))
        .containsExactlyInAnyOrder("default-deny", "sandbox-control-plane", "sandbox-workload");
    assertThat(
            host.resourceQuotas()
                .inNamespace(namespace)
                .withName("sandbox")
                .get()
                .getSpec()
                .getHard())
        .containsKeys("pods", "services.loadbalancers", "services.nodeports");
    assertThat(host.limitRanges().inNamespace(namespace).withName("sandbox").get()).isNotNull();
    assertThat(
            host.rbac().roleBindings().inNamespace(namespace).list().getItems().stream()
                .map(
                    binding ->
                        tuple(
                            binding.getRoleRef().getName(),
                            binding.getSubjects().getFirst().getName())))
        .containsExactlyInAnyOrder(
            tuple("headgate-sandbox-installer", "headgate-sandbox"),
            tuple("headgate-sandbox-reader", "headgate"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FAILS        | 2m | HelmRelease was not installed: RetriesExceeded",
        "EMPTY_SECRET | 3s | it did not start in time: it is installed; its Secret holds no kubeconfig",
        "SILENT       | 3s | it did not start in time: HelmRelease is not looked at by helm-controller",
      })
  void shouldSayWhyAVclusterDoesNotStartAndTakeAwayWhatItMadeOfIt(
      Behaviour behaviour, String patience, String why, Lab lab) {
    lab.helm().play(behaviour);
    try (var world = Gated.open(lab, "sandbox: {poolRef: {name: pool}}\n")) {
      // given
      applyPool(world, VCLUSTER + "startTimeout: " + patience + "\n");

      // when
      var commit = SandboxWorld.commitMedium(world, "two");
      world.awaitThat("it is judged", () -> world.see().judged(commit).isPresent());

      // then
      assertThat(notes(world, "Broken")).singleElement().asString().contains(why);
      awaitNothingLeft(world);
    }
  }

  /** Two teams, one cluster, and an operator that is killed meanwhile. */
  @Test
  void shouldServeTwoTeamsInTurnThoughTheOperatorIsKilled(Lab lab) {
    try (var first = SandboxWorld.open(lab);
        var second = Gated.open(lab, otherPool(first))) {
      // given
      first.patchGate("{\"sandbox\":{\"kubeconfig\":null,\"poolRef\":{\"name\":\"pool\"}}}");
      applyPool(first, KUBECONFIG + "namespaces: [" + second.namespace() + "]\npaused: true\n");
      for (int i = 0; i < 2; i++) {
        prove(first, i);
        prove(second, i);
      }
      first.awaitThat(
          "all wait", () -> status(first).map(SandboxPoolStatus::queued).orElse(0) == 4);
      var holders = new ConcurrentLinkedQueue<List<String>>();
      try (var _ = watch(first, holders)) {
        // when
        applyPool(first, KUBECONFIG + "namespaces: [" + second.namespace() + "]\n");
        first.awaitThat("one has it", () -> status(first).orElseThrow().busy() == 1);
        lab.operator().kill();
        lab.operator().restart();

        // then
        awaitAllJudged(first);
        awaitAllJudged(second);
        awaitNothingLeft(first);
        awaitNothingLeft(second);
      }
      assertThat(holders).allSatisfy(now -> assertThat(now).hasSizeLessThanOrEqualTo(1));
      assertThat(holders.stream().flatMap(List::stream).distinct().map(PoolIT::namespaceOf))
          .containsExactly(
              first.namespace(), second.namespace(), first.namespace(), second.namespace());
      SandboxWorld.awaitClean(first);
    }
  }

  private static String otherPool(Gated home) {
    return "sandbox: {poolRef: {name: pool, namespace: %s}}\n".formatted(home.namespace());
  }

  private static String namespaceOf(String slot) {
    return slot.substring(0, slot.indexOf('/'));
  }

  /** What the slots of the pool were, each time that its status changed. */
  private static io.fabric8.kubernetes.client.Watch watch(
      Gated world, ConcurrentLinkedQueue<List<String>> seen) {
    return pool(world)
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
    assertThat(world.requests()).extracting(PoolIT::result).containsOnly("Passed");
  }

  private static String result(ChangeRequest proof) {
    return Sights.result(proof).orElse("none");
  }

  private static void applyPool(Gated world, String spec) {
    world.apply(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: SandboxPool
        metadata: {name: pool, namespace: %s}
        spec:
        """
                .formatted(world.namespace())
            + spec.indent(2));
  }

  private static Optional<SandboxPoolStatus> status(Gated world) {
    return Optional.ofNullable(pool(world).get()).map(SandboxPool::getStatus);
  }

  private static io.fabric8.kubernetes.client.dsl.Resource<SandboxPool> pool(Gated world) {
    return world
        .lab()
        .host()
        .client()
        .resources(SandboxPool.class)
        .inNamespace(world.namespace())
        .withName("pool");
  }

  private static List<ChangeSandbox> sandboxes(Gated world) {
    return world
        .lab()
        .host()
        .client()
        .resources(ChangeSandbox.class)
        .inNamespace(world.namespace())
        .list()
        .getItems();
  }

  private static List<String> notes(Gated world, String reason) {
    return world
        .lab()
        .host()
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(world.namespace())
        .list()
        .getItems()
        .stream()
        .filter(event -> reason.equals(event.getReason()))
        .map(Event::getNote)
        .toList();
  }

  /** No sandbox of that world, and on the host nothing that is labelled as one. */
  private static void awaitNothingLeft(Gated world) {
    world.awaitThat("no sandbox is left", () -> left(world).isEmpty());
  }

  private static List<String> left(Gated world) {
    var host = world.lab().host().client();
    return List.<List<? extends HasMetadata>>of(
            sandboxes(world), host.namespaces().withLabel(OF).list().getItems(), releases(host))
        .stream()
        .flatMap(List::stream)
        .map(object -> object.getKind() + " " + object.getMetadata().getName())
        .toList();
  }

  private static List<GenericKubernetesResource> releases(KubernetesClient host) {
    return host.genericKubernetesResources(RELEASES).inNamespace(Lab.HEADGATE).list().getItems();
  }
}
