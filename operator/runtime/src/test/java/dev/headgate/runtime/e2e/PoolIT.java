package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.local.Lab;
import dev.headgate.local.helm.Behaviour;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a gate that names a pool to a sandbox of which nothing is left. */
@ExtendWith(InLab.class)
class PoolIT {

  private static final String VCLUSTER = "template: {vcluster: {chartRef: {name: vcluster}}}\n";

  @AfterEach
  void bePromptAgain(Lab lab) {
    lab.helm().play(Behaviour.PROMPT);
  }

  @Test
  void shouldMakeAFencedVclusterProveTheChangeInItAndLeaveNothing(Lab lab) {
    try (var world = Gated.open(lab, "sandbox: {poolRef: {name: pool}}\n")) {
      // given
      PoolWorld.applyPool(world, VCLUSTER);

      // when
      var commit = SandboxWorld.commitMedium(world, "two");
      SandboxWorld.awaitPhase(world, commit, Phase.RUNNING);

      // then
      var sandbox = PoolWorld.sandboxes(world).getFirst();
      assertFenced(lab.host().client(), "hg-sbx-" + sandbox.getMetadata().getUid());
      var proof = world.awaitVerdict(commit, "Passed");
      assertThat(proof.getStatus().sandbox()).isNotNull();
      world.awaitLive(commit);
      PoolWorld.awaitNothingLeft(world);
      SandboxWorld.awaitClean(world);
    }
  }

  private static void assertFenced(KubernetesClient host, String namespace) {
    var softly = new SoftAssertions();
    softly
        .assertThat(host.namespaces().withName(namespace).get().getMetadata().getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "baseline")
        .containsKey(PoolWorld.OF);
    softly
        .assertThat(
            host.network().v1().networkPolicies().inNamespace(namespace).list().getItems().stream()
                .map(policy -> policy.getMetadata().getName()))
        .containsExactlyInAnyOrder("default-deny", "sandbox-control-plane", "sandbox-workload");
    softly
        .assertThat(
            host.resourceQuotas()
                .inNamespace(namespace)
                .withName("sandbox")
                .get()
                .getSpec()
                .getHard())
        .containsEntry("pods", new Quantity("40"))
        .containsEntry("services.loadbalancers", new Quantity("0"))
        .containsEntry("services.nodeports", new Quantity("0"));
    softly
        .assertThat(
            host.limitRanges()
                .inNamespace(namespace)
                .withName("sandbox")
                .get()
                .getSpec()
                .getLimits()
                .getFirst()
                .getMax())
        .containsOnlyKeys("memory", "ephemeral-storage");
    softly
        .assertThat(
            host.rbac().roleBindings().inNamespace(namespace).list().getItems().stream()
                .map(
                    binding ->
                        tuple(
                            binding.getRoleRef().getName(),
                            binding.getSubjects().getFirst().getName())))
        .containsExactlyInAnyOrder(
            tuple("headgate-sandbox-installer", "headgate-sandbox"),
            tuple("headgate-sandbox-reader", "headgate"));
    softly.assertAll();
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
      PoolWorld.applyPool(world, VCLUSTER + "startTimeout: " + patience + "\n");

      // when
      var commit = SandboxWorld.commitMedium(world, "two");
      world.awaitThat("it is judged", () -> world.see().judged(commit).isPresent());

      // then
      assertThat(notes(world, "Broken")).singleElement().asString().contains(why);
      PoolWorld.awaitNothingLeft(world);
    }
  }

  @Test
  void shouldNeitherUseNorTakeDownANamespaceOfThatNameThatIsSomebodyElses(Lab lab) {
    try (var world = Gated.open(lab, "sandbox: {poolRef: {name: pool}}\n")) {
      // given
      PoolWorld.applyPool(world, VCLUSTER + "paused: true\n");
      var commit = SandboxWorld.commitMedium(world, "two");
      world.awaitThat("it waits", () -> !PoolWorld.sandboxes(world).isEmpty());
      var sandbox = PoolWorld.sandboxes(world).getFirst().getMetadata();
      var foreign =
          lab.host()
              .client()
              .resource(
                  new NamespaceBuilder()
                      .withNewMetadata()
                      .withName("hg-sbx-" + sandbox.getUid())
                      .endMetadata()
                      .build());
      foreign.create();

      // when
      PoolWorld.applyPool(world, VCLUSTER);

      // then
      world.awaitVerdict(commit, "Inconclusive");
      assertThat(notes(world, "Broken"))
          .singleElement()
          .asString()
          .contains("is there already and is somebody else's");
      PoolWorld.awaitNothingLeft(world);
      assertThat(foreign.get()).as("somebody else's").isNotNull();
      assertThat(foreign.get().getMetadata().getDeletionTimestamp()).isNull();
      foreign.delete();
    }
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
}
