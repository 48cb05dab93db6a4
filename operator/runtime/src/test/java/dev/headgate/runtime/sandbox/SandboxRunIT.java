package dev.headgate.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.probe.Run;
import dev.headgate.core.verdict.Finding;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.Things;
import dev.headgate.runtime.Trial;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.rest.ApiServer;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live first, then the candidate over it: what follows from it, and what ends it. */
@ExtendWith(RealClusters.class)
class SandboxRunIT {

  private Trial trial;

  @BeforeEach
  void connect(@Host LocalCluster host, @SandboxCluster LocalCluster sandbox) throws Exception {
    trial = Trial.on(sandbox, host);
  }

  @AfterEach
  void leaveNothing() throws Exception {
    trial.close();
  }

  @Test
  void shouldFindNothingWrongWithAnUpgradeThatBecomesReady() throws Exception {
    // given
    var live =
        Given.manifests(Things.app("up", "1.0", "") + Things.configMap("up", "color", "red"));
    var candidate =
        Given.manifests(Things.app("up", "1.1", "") + Things.configMap("up", "color", "blue"));

    // when
    var run = trial.weighed(live, candidate, "Deployment.apps/up/web");

    // then
    assertThat(run.findings()).isEmpty();
    assertThat(run.notExercised()).isEmpty();
    assertThat(run.applied()).isEqualTo(2);
    var settings = trial.admin().configMaps().inNamespace("up").withName("settings").get();
    assertThat(settings.getData()).isEqualTo(Map.of("color", "blue"));
    assertThat(settings.getMetadata().getLabels())
        .containsEntry("headgate.dev/change", trial.change());
  }

  @Test
  void shouldNotBlameACandidateForWhatWasBrokenBeforeNorTakeItForProof(
      @SandboxCluster TestNamespace in) throws Exception {
    // given
    var live =
        Given.manifests(
            Things.deployment(in.name(), "web", "1.0", "headgate.dev/kwok: image-pull"));
    var candidate =
        Given.manifests(
            Things.deployment(in.name(), "web", "1.1", "headgate.dev/kwok: image-pull"));

    // when
    var run = trial.weighed(live, candidate, "Deployment.apps/" + in.name() + "/web");

    // then
    assertThat(run.findings()).isEmpty();
    assertThat(run.gaps())
        .extracting(Gap::kind, Gap::subject)
        .containsExactly(tuple(Gap.Kind.BROKEN_BEFORE, "Deployment.apps/" + in.name() + "/web"));
    assertThat(run.notExercised()).containsExactly("Deployment.apps/" + in.name() + "/web");
  }

  @Test
  void shouldSeeAnImmutableFieldOnlyBecauseLiveCameFirst(@SandboxCluster TestNamespace in)
      throws Exception {
    // given
    var live = Given.manifests(Things.deployment(in.name(), "web", "1.0", ""));
    var candidate =
        Given.manifests(
            Things.deployment(in.name(), "web", "1.0", "").replace("app: web", "app: other"));

    // when
    var run = trial.weighed(live, candidate);

    // then
    assertThat(run.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.check()).isEqualTo("apply");
              assertThat(finding.object()).isEqualTo("Deployment.apps/" + in.name() + "/web");
              assertThat(finding.field()).isEqualTo("spec.selector");
              assertThat(finding.message()).contains("field is immutable");
            });
  }

  @Test
  void shouldTryUnchangedObjectsOfAKindWhoseDefinitionChanges(@SandboxCluster TestNamespace in)
      throws Exception {
    // given
    var live = Given.manifests(Things.widgets("size") + Things.widget(in.name()));
    var candidate = Given.manifests(Things.widgets("width") + Things.widget(in.name()));

    // when
    var run = trial.weighed(live, candidate);

    // then
    assertThat(run.findings())
        .extracting(Finding::object)
        .containsExactly("Widget.tests.headgate.dev/" + in.name() + "/one");
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
        trial.weighed(
            Given.manifests(release.formatted("1h", "1h")),
            Given.manifests(release.formatted("2h", "2h")),
            "HelmRelease.helm.toolkit.fluxcd.io/charts/app");

    // then
    assertThat(run.applied()).isZero();
    assertThat(run.gaps()).extracting(Gap::kind).containsOnly(Gap.Kind.NOT_APPLIED).hasSize(2);
    assertThat(run.notExercised()).containsExactly("HelmRelease.helm.toolkit.fluxcd.io/charts/app");
  }

  @Test
  void shouldNotEnterASandboxThatHoldsAnotherChange(@SandboxCluster TestNamespace in)
      throws Exception {
    // given
    var first = Given.manifests(Things.configMap(in.name(), "color", "red"));
    trial.weighed(Manifests.NONE, first);

    // when
    var run = trial.run(UUID.randomUUID().toString(), Manifests.NONE, first, said -> {});

    // then
    assertThat(run).isInstanceOf(Run.Lost.class);
    assertThat(run.toString()).contains(trial.change());
  }

  @Test
  void shouldRefuseTheHostAsASandbox(@Host LocalCluster host) throws Exception {
    assertThat(SandboxClient.connect(ApiServer.of(host.client()), Trial.uidOf(host)))
        .isInstanceOf(SandboxClient.Connection.Refused.class);
  }

  @Test
  void shouldLoseASandboxThatDiesMidway(
      @SandboxCluster TestNamespace in, @SandboxCluster LocalCluster cluster) throws Exception {
    // given
    var live = Given.manifests(Things.deployment(in.name(), "web", "1.0", ""));
    var candidate = Given.manifests(Things.deployment(in.name(), "web", "1.1", ""));
    Consumer<String> killer =
        said -> {
          if (said.startsWith("applying the candidate")) {
            cluster.stopApiServer();
          }
        };

    // when
    try {
      var run = trial.run(trial.change(), live, candidate, killer);

      // then
      assertThat(run).isInstanceOf(Run.Lost.class);
    } finally {
      cluster.startApiServer();
    }
  }
}
