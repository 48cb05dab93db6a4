package dev.headgate.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.probe.Run;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.Finding;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.apply.Cleaner;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.rest.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealClusters.class)
class SandboxRunIT {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMillis(500),
          Duration.ofSeconds(30));

  private final String change = UUID.randomUUID().toString();
  private KubernetesClient admin;
  private KubernetesClient own;
  private SandboxClient sandbox;

  @BeforeEach
  void connect(@Host LocalCluster host, @SandboxCluster LocalCluster cluster) throws Exception {
    admin = cluster.client();
    own = new KubernetesClientBuilder().withConfig(accepted(cluster.adminKubeconfigYaml())).build();
    sandbox = connected(own, uidOf(host));
  }

  @AfterEach
  void leaveNothing() throws Exception {
    assertThat(new Cleaner(sandbox, CLOCK).clean(change, Duration.ofSeconds(30)))
        .isEqualTo(new Cleaner.Result.Clean());
    own.close();
  }

  @Test
  void shouldFindNothingWrongWithAnUpgradeThatBecomesReady() throws Exception {
    // given
    var live = Given.manifests(app("up", "1.0", "") + configMap("up", "color", "red"));
    var candidate = Given.manifests(app("up", "1.1", "") + configMap("up", "color", "blue"));

    // when
    var run = weighed(live, candidate, List.of(highFactor("Deployment.apps/up/web")));

    // then
    assertThat(run.findings()).isEmpty();
    assertThat(run.notExercised()).isEmpty();
    assertThat(run.applied()).isEqualTo(2);
    assertThat(admin.configMaps().inNamespace("up").withName("settings").get().getData())
        .isEqualTo(Map.of("color", "blue"));
    assertThat(
            admin
                .configMaps()
                .inNamespace("up")
                .withName("settings")
                .get()
                .getMetadata()
                .getLabels())
        .containsEntry("headgate.dev/change", change);
  }

  @Test
  void shouldNameThePodThatAnUpgradeBreaks() throws Exception {
    // given
    var live = Given.manifests(app("breaks", "1.0", ""));
    var candidate = Given.manifests(app("breaks", "2.0", "headgate.dev/kwok: fail"));

    // when
    var run = weighed(live, candidate, List.of(highFactor("Deployment.apps/breaks/web")));

    // then
    assertThat(run.findings())
        .extracting(Finding::check, Finding::object)
        .containsExactly(tuple("ready", "Deployment.apps/breaks/web"));
    assertThat(run.findings().getFirst().message()).contains("pod web-").contains("container app");
    assertThat(run.notExercised()).containsExactly("Deployment.apps/breaks/web");
  }

  @Test
  void shouldNotBlameACandidateForWhatWasBrokenBefore() throws Exception {
    // given
    var live = Given.manifests(app("broken", "1.0", "headgate.dev/kwok: image-pull"));
    var candidate = Given.manifests(app("broken", "1.1", "headgate.dev/kwok: image-pull"));

    // when
    var run = weighed(live, candidate, List.of(highFactor("Deployment.apps/broken/web")));

    // then
    assertThat(run.findings()).isEmpty();
    assertThat(run.gaps())
        .extracting(Gap::kind, Gap::subject)
        .containsExactly(tuple(Gap.Kind.BROKEN_BEFORE, "Deployment.apps/broken/web"));
    assertThat(run.notExercised()).containsExactly("Deployment.apps/broken/web");
  }

  @Test
  void shouldSeeAnImmutableFieldOnlyBecauseLiveCameFirst() throws Exception {
    // given
    var live = Given.manifests(app("immutable", "1.0", ""));
    var candidate = Given.manifests(app("immutable", "1.0", "").replace("app: web", "app: other"));

    // when
    var run = weighed(live, candidate, List.of());

    // then
    assertThat(run.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.check()).isEqualTo("apply");
              assertThat(finding.object()).isEqualTo("Deployment.apps/immutable/web");
              assertThat(finding.field()).isEqualTo("spec.selector");
              assertThat(finding.message()).contains("field is immutable");
            });
  }

  @Test
  void shouldPruneWhatTheCandidateDrops() throws Exception {
    // given
    var live = Given.manifests(configMap("drop", "color", "red") + secret("drop"));
    var candidate = Given.manifests(configMap("drop", "color", "red"));

    // when
    var run = weighed(live, candidate, List.of(highFactor("Secret/drop/credentials")));

    // then
    assertThat(run).isEqualTo(new Run.Weighed(List.of(), List.of(), 1, List.of()));
    assertThat(admin.secrets().inNamespace("drop").withName("credentials").get()).isNull();
  }

  @Test
  void shouldNotPruneWhatSomebodyElseMadeAnewUnderTheSameName() throws Exception {
    // given
    var live = Given.manifests(configMap("anew", "color", "red") + secret("anew"));
    var candidate = Given.manifests(configMap("anew", "color", "blue"));
    Consumer<String> somebodyElse =
        said -> {
          if (said.startsWith("applying the candidate")) {
            var theirs = admin.secrets().inNamespace("anew").withName("credentials");
            theirs.delete();
            theirs.waitUntilCondition(secret -> secret == null, 10, TimeUnit.SECONDS);
            admin
                .resource(
                    new SecretBuilder()
                        .withNewMetadata()
                        .withName("credentials")
                        .withNamespace("anew")
                        .endMetadata()
                        .build())
                .create();
          }
        };

    // when
    var run =
        new SandboxRun(sandbox, SHORT, CLOCK, somebodyElse)
            .run(exercise(change, live, candidate, List.of()));

    // then
    assertThat(run).isInstanceOf(Run.Weighed.class);
    assertThat(admin.secrets().inNamespace("anew").withName("credentials").get()).isNotNull();
  }

  @Test
  void shouldTryUnchangedObjectsOfAKindWhoseDefinitionChanges() throws Exception {
    // given
    var widget =
        """
        ---
        apiVersion: tests.headgate.dev/v1
        kind: Widget
        metadata: {name: one, namespace: widgets}
        spec: {size: 3}
        """;
    var live = Given.manifests(definition("size") + widget);
    var candidate = Given.manifests(definition("width") + widget);

    // when
    var run = weighed(live, candidate, List.of());

    // then
    assertThat(run.findings())
        .extracting(Finding::object)
        .containsExactly("Widget.tests.headgate.dev/widgets/one");
    assertThat(run.findings().getFirst().message()).contains("spec.size");
  }

  @Test
  void shouldReportWhatNoSandboxIsGiven() throws Exception {
    // given
    var release =
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: app, namespace: charts}
        spec: {interval: %s}
        ---
        apiVersion: nobody.example.org/v1
        kind: Stranger
        metadata: {name: x}
        spec: {interval: %s}
        """;

    // when
    var run =
        weighed(
            Given.manifests(release.formatted("1h", "1h")),
            Given.manifests(release.formatted("2h", "2h")),
            List.of(highFactor("HelmRelease.helm.toolkit.fluxcd.io/charts/app")));

    // then
    assertThat(run.applied()).isZero();
    assertThat(run.gaps()).extracting(Gap::kind).containsOnly(Gap.Kind.NOT_APPLIED).hasSize(2);
    assertThat(run.notExercised()).containsExactly("HelmRelease.helm.toolkit.fluxcd.io/charts/app");
  }

  @Test
  void shouldLeaveAloneWhatTheSandboxHadBefore() throws Exception {
    // given
    admin
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace("default")
                .endMetadata()
                .addToData("color", "theirs")
                .build())
        .serverSideApply();
    var live = Given.manifests(configMap("default", "color", "red"));
    var candidate = Given.manifests(configMap("default", "color", "blue"));

    // when
    var run = weighed(live, candidate, List.of());
    var cleaned = new Cleaner(sandbox, CLOCK).clean(change, Duration.ofSeconds(30));

    // then
    assertThat(run.applied()).isZero();
    assertThat(run.gaps())
        .extracting(Gap::reason)
        .singleElement()
        .asString()
        .contains("of its own");
    assertThat(cleaned).isEqualTo(new Cleaner.Result.Clean());
    assertThat(admin.configMaps().inNamespace("default").withName("settings").get().getData())
        .isEqualTo(Map.of("color", "theirs"));
  }

  @Test
  void shouldRemoveEverythingItMadeAndNothingElse() throws Exception {
    // given
    var live = Given.manifests(app("cleaned", "1.0", "") + definition("size") + secret("default"));
    weighed(
        live,
        Given.manifests(app("cleaned", "1.1", "") + definition("size") + secret("default")),
        List.of());

    // when
    var cleaned = new Cleaner(sandbox, CLOCK).clean(change, Duration.ofSeconds(30));
    var again = new Cleaner(sandbox, CLOCK).clean(change, Duration.ofSeconds(30));

    // then
    assertThat(cleaned).isEqualTo(new Cleaner.Result.Clean());
    assertThat(again).isEqualTo(new Cleaner.Result.Clean());
    assertThat(admin.namespaces().withName("cleaned").get()).isNull();
    assertThat(admin.secrets().inNamespace("default").withName("credentials").get()).isNull();
    assertThat(admin.namespaces().withName("default").get()).isNotNull();
    assertThat(admin.configMaps().inNamespace("headgate-sandbox").list().getItems())
        .noneMatch(map -> map.getMetadata().getName().startsWith("headgate-inventory-" + change));
  }

  @Test
  void shouldNotEnterASandboxThatHoldsAnotherChange() throws Exception {
    // given
    var first = Given.manifests(configMap("taken", "color", "red"));
    weighed(Manifests.NONE, first, List.of());

    // when
    var run =
        new SandboxRun(sandbox, SHORT, CLOCK, said -> {})
            .run(exercise(UUID.randomUUID().toString(), Manifests.NONE, first, List.of()));

    // then
    assertThat(run).isInstanceOf(Run.Lost.class);
    assertThat(run.toString()).contains(change);
  }

  @Test
  void shouldRefuseTheHostAsASandbox(@Host LocalCluster host) throws Exception {
    assertThat(SandboxClient.connect(ApiServer.of(host.client()), uidOf(host)))
        .isInstanceOf(SandboxClient.Connection.Refused.class);
  }

  @Test
  void shouldLoseASandboxThatDiesMidway(@SandboxCluster LocalCluster cluster) throws Exception {
    // given
    var live = Given.manifests(app("dies", "1.0", ""));
    var candidate = Given.manifests(app("dies", "1.1", ""));
    Consumer<String> killer =
        said -> {
          if (said.startsWith("applying the candidate")) {
            cluster.stopApiServer();
          }
        };

    // when
    try {
      var run =
          new SandboxRun(sandbox, SHORT, CLOCK, killer)
              .run(exercise(change, live, candidate, List.of()));

      // then
      assertThat(run).isInstanceOf(Run.Lost.class);
    } finally {
      cluster.startApiServer();
    }
  }

  private Run.Weighed weighed(Manifests live, Manifests candidate, List<Factor> factors)
      throws InterruptedException {
    var run =
        new SandboxRun(sandbox, SHORT, CLOCK, said -> {})
            .run(exercise(change, live, candidate, factors));
    assertThat(run).as(run.toString()).isInstanceOf(Run.Weighed.class);
    return (Run.Weighed) run;
  }

  private static Exercise exercise(
      String change, Manifests live, Manifests candidate, List<Factor> factors) {
    return new Exercise(
        change,
        live,
        candidate,
        ChangeSet.between(live, candidate),
        factors,
        CLOCK.instant().plus(Duration.ofMinutes(2)));
  }

  private static Factor highFactor(String object) {
    return new Factor("test", RiskLevel.HIGH, object, "is scary", true);
  }

  private static Config accepted(String kubeconfig) {
    return switch (Kubeconfigs.read(kubeconfig.getBytes(StandardCharsets.UTF_8))) {
      case Kubeconfigs.Read.Accepted(var config) -> config;
      case Kubeconfigs.Read.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  private static SandboxClient connected(KubernetesClient client, String hostUid)
      throws InterruptedException {
    return switch (SandboxClient.connect(ApiServer.of(client), hostUid)) {
      case SandboxClient.Connection.Connected(var connected) -> connected;
      case SandboxClient.Connection.Refused(var reason) -> throw new AssertionError(reason);
      case SandboxClient.Connection.Unreachable(var reason) -> throw new AssertionError(reason);
    };
  }

  private static String uidOf(LocalCluster cluster) {
    return cluster.client().namespaces().withName("kube-system").get().getMetadata().getUid();
  }

  private static String app(String namespace, String version, String podLabel) {
    return """
    ---
    apiVersion: v1
    kind: Namespace
    metadata: {name: %1$s}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: %1$s}
    spec:
      replicas: 1
      selector: {matchLabels: {app: web}}
      template:
        metadata:
          labels: {app: web%3$s}
        spec:
          containers: [{name: app, image: 'registry.example.org/web:%2$s'}]
    """
        .formatted(namespace, version, podLabel.isEmpty() ? "" : ", " + podLabel);
  }

  private static String configMap(String namespace, String key, String value) {
    return """
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings, namespace: %s}
    data: {%s: %s}
    """
        .formatted(namespace, key, value);
  }

  private static String secret(String namespace) {
    return """
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: credentials, namespace: %s}
    stringData: {password: placeholder}
    """
        .formatted(namespace);
  }

  private static String definition(String field) {
    return """
    ---
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: widgets.tests.headgate.dev}
    spec:
      group: tests.headgate.dev
      scope: Namespaced
      names: {kind: Widget, plural: widgets}
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec: {type: object, properties: {%s: {type: integer}}}
    """
        .formatted(field);
  }
}
