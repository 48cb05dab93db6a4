package dev.headgate.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxSpec;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.probe.Run;
import dev.headgate.local.Lab;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.Things;
import dev.headgate.runtime.Trial;
import dev.headgate.runtime.telemetry.SandboxMetrics;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who comes into a sandbox in which somebody left something. */
@ExtendWith(RealClusters.class)
class AbandonedInventoriesIT {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private KubernetesClient host;

  @BeforeEach
  void knowChangeSandboxes(@Host LocalCluster cluster) throws IOException {
    host = cluster.client();
    try (var crd = Files.newInputStream(Lab.chart().resolve("crds/changesandboxes.yaml"))) {
      host.load(crd).forceConflicts().serverSideApply();
    }
    await()
        .ignoreExceptions()
        .until(() -> host.resources(ChangeSandbox.class).inAnyNamespace().list() != null);
  }

  @Test
  void shouldCleanAwayOnlyWhatThisHostMadeAndNobodySpeaksForAnyMore(
      @Host LocalCluster cluster,
      @Host TestNamespace apps,
      @SandboxCluster LocalCluster sandbox,
      @SandboxCluster TestNamespace in)
      throws Exception {
    try (var gone = Trial.on(sandbox, cluster);
        var next = Trial.on(sandbox, cluster)) {
      // given
      gone.weighed(Manifests.NONE, Given.manifests(Things.configMap(in.name(), "color", "red")));
      assertThat(inventory(gone))
          .extracting(map -> map.getMetadata().getLabels().get("headgate.dev/host"))
          .isEqualTo(Trial.uidOf(cluster));

      // then: its ChangeSandbox is there
      var claim = claim(apps, gone);
      assertThat(lost(next))
          .contains(
              "ChangeRequest %s/cluster-1 still has its ChangeSandbox".formatted(apps.name()));
      host.resource(claim).delete();

      // then: its run has not ended
      var running = new RunningChanges(uid -> {});
      running.begin(gone.change());
      assertThat(lost(next, claims(host, running))).contains("its run is being stopped");

      // then: nobody knows
      assertThat(lost(next, claims(unauthorized(), new RunningChanges(uid -> {}))))
          .contains("ChangeSandboxes cannot be listed (40");

      // then: it says that another host made it, or nothing
      label(gone, "another-host");
      assertThat(lost(next)).contains("Headgate of another cluster", "another-host");
      label(gone, null);
      assertThat(lost(next)).contains("nobody knows which cluster");
      assertThat(settings(gone, in)).isNotNull();
      assertThat(reclaimed()).isZero();

      // when
      label(gone, Trial.uidOf(cluster));
      var said = new ArrayList<String>();
      var run = run(next, claims(host, new RunningChanges(uid -> {})), said);

      // then
      assertThat(run).isInstanceOf(Run.Weighed.class);
      assertThat(said).anyMatch(word -> word.contains("what change " + gone.change() + " left"));
      assertThat(settings(gone, in)).isNull();
      assertThat(inventory(gone)).isNull();
      assertThat(reclaimed()).isOne();
    }
  }

  private String lost(Trial next) throws InterruptedException {
    return lost(next, claims(host, new RunningChanges(uid -> {})));
  }

  private static String lost(Trial next, ClaimsOfHost claims) throws InterruptedException {
    var run = run(next, claims, new ArrayList<>());
    assertThat(run).isInstanceOf(Run.Lost.class);
    return ((Run.Lost) run).reason();
  }

  private static Run run(Trial next, ClaimsOfHost claims, List<String> said)
      throws InterruptedException {
    return next.run(claims, next.change(), Manifests.NONE, Manifests.NONE, said::add);
  }

  private ClaimsOfHost claims(KubernetesClient client, RunningChanges running) {
    return new ClaimsOfHost(client, running, new SandboxMetrics(meters));
  }

  private double reclaimed() {
    return meters.counter("headgate.sandbox.reclaimed", "kind", "Inventory").count();
  }

  private KubernetesClient unauthorized() {
    var config = new ConfigBuilder(host.getConfiguration());
    return new KubernetesClientBuilder()
        .withConfig(config.withImpersonateUsername("nobody").build())
        .build();
  }

  private ChangeSandbox claim(TestNamespace apps, Trial of) {
    var spec =
        """
        {"changeRequest": {"name": "cluster-1", "uid": "%s"}, "poolRef": {"name": "pool"}}
        """
            .formatted(of.change());
    var claim = new ChangeSandbox();
    claim.setMetadata(new ObjectMetaBuilder().withName("sbx-1").withNamespace(apps.name()).build());
    claim.setSpec(Serialization.unmarshal(spec, ChangeSandboxSpec.class));
    return host.resource(claim).create();
  }

  private static @Nullable ConfigMap inventory(Trial of) {
    return of.admin().configMaps().inNamespace("headgate-sandbox").withName(name(of)).get();
  }

  private static void label(Trial of, @Nullable String hostUid) {
    of.admin()
        .configMaps()
        .inNamespace("headgate-sandbox")
        .withName(name(of))
        .edit(
            map -> {
              map.getMetadata().getLabels().remove("headgate.dev/host");
              if (hostUid != null) {
                map.getMetadata().getLabels().put("headgate.dev/host", hostUid);
              }
              return map;
            });
  }

  private static String name(Trial of) {
    return "headgate-inventory-" + of.change() + "-0";
  }

  private static @Nullable ConfigMap settings(Trial of, TestNamespace in) {
    return of.admin().configMaps().inNamespace(in.name()).withName("settings").get();
  }
}
