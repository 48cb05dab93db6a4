package dev.headgate.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.check.Checks;
import dev.headgate.core.verdict.Finding;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.Things;
import dev.headgate.runtime.rest.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealClusters.class)
class DryRunCheckIT {

  @Test
  void shouldFindUnknownAndImmutableFieldsAndStoreNothing(@Host TestNamespace namespace)
      throws Exception {
    // given
    var admin = namespace.cluster().client();
    admin.load(HostRules.stream(deployment(namespace, "web", ""))).serverSideApply();
    var live = Given.manifests(deployment(namespace, "web", ""));
    var candidate =
        Given.manifests(
            deployment(namespace, "web", "").replace("app: web", "app: other")
                + deployment(namespace, "typo", "replica: 2"));

    // when
    var checks = check(admin, live, candidate);

    // then
    assertThat(checks.findings())
        .extracting(Finding::object)
        .contains(object(namespace, "typo"), object(namespace, "web"));
    assertThat(checks.findings())
        .anySatisfy(finding -> assertThat(finding.message()).contains("immutable"))
        .anySatisfy(finding -> assertThat(finding.message()).contains("spec.replica"));
    assertThat(admin.apps().deployments().inNamespace(namespace.name()).withName("typo").get())
        .isNull();
  }

  @Test
  void shouldNotBlameObjectsForWhatTheCandidateBringsAlong(@Host TestNamespace namespace)
      throws Exception {
    // given
    var candidate =
        Given.manifests(
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: brand-new}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a, namespace: brand-new}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: b, namespace: nobody-brings-it}
            ---
            apiVersion: unknown.example.org/v1
            kind: Thing
            metadata: {name: c}
            """);

    // when
    var checks = check(namespace.cluster().client(), Manifests.NONE, candidate);

    // then
    assertThat(checks.gaps())
        .extracting(Gap::kind, Gap::subject)
        .containsExactly(tuple(Gap.Kind.NOT_CHECKED, "ConfigMap/brand-new/a"));
    assertThat(checks.findings())
        .extracting(Finding::object)
        .containsExactlyInAnyOrder("ConfigMap/nobody-brings-it/b", "Thing.unknown.example.org/c");
  }

  @Test
  void shouldTellMissingRightsFromAnAdmissionPolicyThatSaysNo(
      @Host LocalCluster host, @Host TestNamespace namespace) throws Exception {
    // given
    var account = HostRules.account(namespace, "configmaps");
    HostRules.policy(
        host.client(), namespace, "no-red-" + namespace.name(), "object.data.color != 'red'");
    var candidate =
        Given.manifests(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: paint, namespace: %1$s}
            data: {color: red}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: %1$s}
            spec: {ports: [{port: 80}]}
            """
                .formatted(namespace.name()));

    try (account) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> {
                // when
                var checks = check(account, Manifests.NONE, candidate);

                // then
                assertThat(checks.findings())
                    .extracting(Finding::object)
                    .containsExactly("ConfigMap/" + namespace.name() + "/paint");
                assertThat(checks.gaps())
                    .extracting(Gap::subject)
                    .containsExactly("Service/" + namespace.name() + "/web");
                assertThat(checks.warnings())
                    .extracting(Finding::message)
                    .containsExactly(
                        "1 objects could not be tried: the dry-run account has no right to services"
                            + " in apiGroup \"\"; add it to this value of the chart");
              });
    }
  }

  @Test
  void shouldSayWhatSomebodysWebhookSaysAndNothingWhenItIsSilent(
      @Host TestNamespace namespace, @TempDir Path folder) throws Exception {
    // given
    var admin = namespace.cluster().client();
    var candidate =
        Given.manifests(
            Things.configMap(namespace.name(), "color", "red")
                + Things.configMap(namespace.name(), "color", "blue")
                    .replace("name: settings", "name: fine"));

    try (var webhook = AdmissionWebhook.in(namespace, folder)) {
      // then
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                var checks = check(admin, Manifests.NONE, candidate);
                assertThat(checks.findings())
                    .extracting(Finding::object)
                    .containsExactly("ConfigMap/" + namespace.name() + "/settings");
                assertThat(checks.findings().getFirst().message())
                    .contains(AdmissionWebhook.REFUSAL);
              });

      // when
      webhook.fallSilent();
      var checks =
          new DryRunCheck(ApiServer.of(admin), Clock.systemUTC())
              .check(candidate, ChangeSet.between(Manifests.NONE, candidate));

      // then
      assertThat(checks).isInstanceOf(Checks.Unavailable.class);
      assertThat(checks.toString()).contains("failed calling webhook");
    }
  }

  @Test
  void shouldWarnOfFieldsThatItTakesFromOthers(@Host TestNamespace namespace) throws Exception {
    // given
    var admin = namespace.cluster().client();
    var live = Given.manifests(deployment(namespace, "web", ""));
    var scaled = deployment(namespace, "web", "").replace("replicas: 1", "replicas: 5");
    admin.load(HostRules.stream(scaled)).fieldManager("somebody").serverSideApply();
    var candidate = Given.manifests(deployment(namespace, "web", "").replace("web:1.0", "web:1.1"));

    // when
    var checks = check(admin, live, candidate);

    // then
    assertThat(checks.findings()).isEmpty();
    assertThat(checks.gaps()).isEmpty();
    assertThat(checks.warnings())
        .contains(
            new Finding(
                "ownership",
                object(namespace, "web"),
                ".spec.replicas",
                "conflict with \"somebody\"; Flux takes the field"));
    var web = admin.apps().deployments().inNamespace(namespace.name()).withName("web").get();
    assertThat(web.getSpec().getReplicas()).isEqualTo(5);
    assertThat(web.getMetadata().getManagedFields())
        .noneMatch(fields -> "kustomize-controller".equals(fields.getManager()));
  }

  @Test
  void shouldNotFailWhatFluxMakesAnew(@Host TestNamespace namespace) throws Exception {
    // given
    var admin = namespace.cluster().client();
    var live = deployment(namespace, "web", "");
    admin.load(HostRules.stream(live)).serverSideApply();
    var candidate =
        live.replace("app: web", "app: other")
            .replace(
                "metadata: {name: web",
                "metadata: {annotations: {kustomize.toolkit.fluxcd.io/force: enabled}, name: web");

    // when
    var checks = check(admin, Given.manifests(live), Given.manifests(candidate));

    // then
    assertThat(checks.findings()).isEmpty();
    assertThat(checks.gaps())
        .singleElement()
        .satisfies(
            gap -> assertThat(gap.reason()).startsWith("Flux deletes it and makes it anew: "));
  }

  @Test
  void shouldBeSafeOnlyWhileThePolicyDeniesARealWrite(
      @Host LocalCluster host, @Host TestNamespace namespace) throws Exception {
    // given
    try (var account = HostRules.account(namespace, "configmaps")) {
      var selfTest = new DryRunSelfTest(ApiServer.of(account), namespace.name());

      // when
      var without = selfTest.whyUnsafe();

      // then
      assertThat(without).get().asString().contains("not in force");
      assertThat(host.client().configMaps().inNamespace(namespace.name()).list().getItems())
          .noneMatch(map -> map.getMetadata().getName().startsWith("headgate-"));

      // and when
      HostRules.policy(
          host.client(),
          namespace,
          "headgate-dry-run-only",
          "has(request.dryRun) && request.dryRun");

      // then
      try {
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() -> assertThat(selfTest.whyUnsafe()).isEmpty());
      } finally {
        HostRules.removePolicy(host.client(), "headgate-dry-run-only");
      }
    }
  }

  private static Checks.Done check(KubernetesClient client, Manifests live, Manifests candidate)
      throws InterruptedException {
    var checks =
        new DryRunCheck(ApiServer.of(client), Clock.systemUTC())
            .check(candidate, ChangeSet.between(live, candidate));
    assertThat(checks).as(checks.toString()).isInstanceOf(Checks.Done.class);
    return (Checks.Done) checks;
  }

  private static String object(TestNamespace namespace, String name) {
    return "Deployment.apps/" + namespace.name() + "/" + name;
  }

  private static String deployment(TestNamespace namespace, String name, String extra) {
    return """
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %2$s, namespace: %1$s}
    spec:
      replicas: 1
      %3$s
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers: [{name: app, image: 'registry.example.org/web:1.0'}]
    """
        .formatted(namespace.name(), name, extra);
  }
}
