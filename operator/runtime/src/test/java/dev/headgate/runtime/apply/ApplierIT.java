package dev.headgate.runtime.apply;

import static dev.headgate.runtime.Trial.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.verdict.Finding;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.Things;
import dev.headgate.runtime.Trial;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What applying does to a cluster, and what it leaves alone. */
@ExtendWith(RealClusters.class)
class ApplierIT {

  private Trial trial;

  @BeforeEach
  void connect(@SandboxCluster LocalCluster sandbox) throws Exception {
    trial = Trial.on(sandbox);
  }

  @AfterEach
  void leaveNothing() throws Exception {
    trial.close();
  }

  @Test
  void shouldApplyDefinitionsBeforeWhatIsMadeOfThemWhateverTheirOrder() throws Exception {
    // given
    var wanted = Given.manifests(Things.widget("made") + Things.widgets("size"));

    // when
    var report = done(trial.applier(wanted).apply(wanted, ApplyReport.NOTHING));

    // then
    assertThat(report.rejected()).isEmpty();
    assertThat(report.gaps()).isEmpty();
    assertThat(report.applied().keySet())
        .extracting(Object::toString)
        .containsExactly(
            "CustomResourceDefinition.apiextensions.k8s.io/widgets.tests.headgate.dev",
            "Namespace/made",
            "Widget.tests.headgate.dev/made/one");
  }

  @Test
  void shouldCollectTheErrorsOfObjectsWithTheirFieldsAndApplyTheRest(
      @SandboxCluster TestNamespace in) throws Exception {
    // given
    var wanted =
        Given.manifests(
            Things.configMap(in.name(), "color", "red")
                + Things.deployment(in.name(), "typo", "1.0", "").replace("replicas:", "replica:")
                + Things.deployment(in.name(), "wrong", "1.0", "")
                    .replace("matchLabels: {app: wrong}", "matchLabels: {app: x}"));

    // when
    var report = done(trial.applier(wanted).apply(wanted, ApplyReport.NOTHING));

    // then
    assertThat(report.applied().keySet())
        .extracting(Object::toString)
        .containsExactly("ConfigMap/" + in.name() + "/settings");
    assertThat(report.rejected().values().stream().flatMap(findings -> findings.stream()))
        .extracting(Finding::object, Finding::field)
        .containsExactly(
            tuple("Deployment.apps/" + in.name() + "/typo", ""),
            tuple("Deployment.apps/" + in.name() + "/wrong", "spec.template.metadata.labels"));
    assertThat(report.rejected().toString()).contains("spec.replica");
  }

  @Test
  void shouldMakeAnewWhatCannotBeChangedOnlyWhereFluxWould(@SandboxCluster TestNamespace in)
      throws Exception {
    // given
    var allowed = "metadata: {annotations: {kustomize.toolkit.fluxcd.io/force: Enabled}, name: ";
    var both =
        Things.deployment(in.name(), "web", "1.0", "")
            + Things.deployment(in.name(), "other", "1.0", "");
    var live = Given.manifests(both);
    var candidate =
        Given.manifests(
            both.replace("app: web", "app: new")
                .replace("app: other", "app: new")
                .replace("metadata: {name: web", allowed + "web"));
    var applier = trial.applier(live, candidate);
    var before = done(applier.apply(live, ApplyReport.NOTHING));

    // when
    var report = done(applier.apply(candidate, before));

    // then
    assertThat(report.rejected().keySet())
        .extracting(Object::toString)
        .containsExactly("Deployment.apps/" + in.name() + "/other");
    assertThat(report.rejected().values())
        .singleElement()
        .satisfies(
            findings ->
                assertThat(findings)
                    .anySatisfy(
                        finding -> {
                          assertThat(finding.field()).isEqualTo("spec.selector");
                          assertThat(finding.message()).contains("field is immutable");
                        }));
    assertThat(
            trial
                .admin()
                .apps()
                .deployments()
                .inNamespace(in.name())
                .withName("web")
                .get()
                .getSpec()
                .getSelector()
                .getMatchLabels())
        .isEqualTo(Map.of("app", "new"));
  }

  @Test
  void shouldPruneWhatTheNextSetLacksAndKeepWhatFluxWouldKeep(@SandboxCluster TestNamespace in)
      throws Exception {
    // given
    var kept = Given.manifests(Things.configMap(in.name(), "color", "red"));
    var live =
        Given.manifests(Things.configMap(in.name(), "color", "red") + Things.secret(in.name()));
    var unpruned =
        Given.manifests(
            Things.configMap(in.name(), "color", "red").replace("name: settings", "name: stays"));
    var stays =
        unpruned.all().stream()
            .map(m -> new Manifest(m.key(), m.apiVersion(), m.content(), m.origin(), false))
            .toList();
    var all = new ArrayList<>(live.all());
    all.addAll(stays);
    var applier = trial.applier(Manifests.of(all));
    var before = done(applier.apply(Manifests.of(all), ApplyReport.NOTHING));

    // when
    var report = done(applier.apply(kept, before));

    // then
    assertThat(report.pruned())
        .extracting(Object::toString)
        .containsExactly("Secret/" + in.name() + "/credentials");
    assertThat(trial.admin().secrets().inNamespace(in.name()).withName("credentials").get())
        .isNull();
    assertThat(trial.admin().configMaps().inNamespace(in.name()).withName("stays").get())
        .isNotNull();
  }

  @Test
  void shouldNotPruneWhatSomebodyElseMadeAnewUnderTheSameName(@SandboxCluster TestNamespace in)
      throws Exception {
    // given
    var live =
        Given.manifests(Things.configMap(in.name(), "color", "red") + Things.secret(in.name()));
    var candidate = Given.manifests(Things.configMap(in.name(), "color", "blue"));
    var applier = trial.applier(live);
    var before = done(applier.apply(live, ApplyReport.NOTHING));
    var theirs = trial.admin().secrets().inNamespace(in.name()).withName("credentials");
    theirs.delete();
    theirs.waitUntilCondition(secret -> secret == null, 10, TimeUnit.SECONDS);
    trial
        .admin()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("credentials")
                .withNamespace(in.name())
                .endMetadata()
                .build())
        .create();

    // when
    var report = done(applier.apply(candidate, before));

    // then
    assertThat(report.rejected()).isEmpty();
    assertThat(theirs.get()).isNotNull();
  }

  @Test
  void shouldLeaveAloneWhatTheSandboxHadBefore(@SandboxCluster TestNamespace namespace)
      throws Exception {
    // given
    trial
        .admin()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace(namespace.name())
                .endMetadata()
                .addToData("color", "theirs")
                .build())
        .create();
    var wanted = Given.manifests(Things.configMap(namespace.name(), "color", "blue"));

    // when
    var report = done(trial.applier(wanted).apply(wanted, ApplyReport.NOTHING));
    var cleaned = trial.clean(Duration.ofSeconds(30));

    // then
    assertThat(report.applied()).isEmpty();
    assertThat(report.gaps())
        .extracting(Gap::reason)
        .singleElement()
        .asString()
        .contains("of its own");
    assertThat(cleaned).isEqualTo(new Cleaner.Result.Clean());
    var settings = trial.admin().configMaps().inNamespace(namespace.name()).withName("settings");
    assertThat(settings.get().getData()).isEqualTo(Map.of("color", "theirs"));
  }
}
