package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may touch a gated source, and what the others are told. */
@ExtendWith(RealClusters.class)
class GuardIT {
  private static final Person EDITOR = Person.named("guard-editor", "system:authenticated");
  private static final Person BYPASSER = Person.named("guard-bypasser", "system:authenticated");
  private static final Person ADMIN = Person.named("root", "system:masters");
  private static final Person HEADGATE = Person.serviceAccount(Chart.NAMESPACE, "headgate");
  private static final Person SOURCE_CONTROLLER =
      Person.serviceAccount("flux-system", "source-controller");

  private static final String PIN = "{\"spec\": {\"ref\": {\"commit\": \"4f2c0e\"}}}";

  private Requests as;
  private GenericKubernetesResource source;

  /** Flux's accounts are cluster-admin in most clusters, which implies every verb. */
  static Stream<Person> accountsOfFlux() {
    return Stream.of(
            Person.serviceAccount("flux-system", "kustomize-controller"),
            Person.serviceAccount("flux-system", "an-account-that-a-kustomization-names"),
            Person.serviceAccount("flux-operator-system", "flux-operator"))
        .map(account -> account.in("system:masters"));
  }

  @BeforeAll
  static void install(@Host LocalCluster cluster) {
    InstalledChart.in(cluster);
    var rights = new Rights(cluster);
    rights.mayEditEverything(EDITOR);
    rights.mayEditEverything(BYPASSER);
    rights.has(BYPASSER, "headgate-bypass");
    rights.mayEditEverything(SOURCE_CONTROLLER);
  }

  @BeforeEach
  void makeTheSource(@Host LocalCluster cluster, TestNamespace namespace) {
    as = new Requests(cluster);
    source = Samples.gatedGitRepository(namespace.name());
    as.admin().resource(source).create();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.ref               | {\"ref\": {\"commit\": \"4f2c0e\"}}",
        "spec.ref               | {\"ref\": {\"branch\": \"evil\"}}",
        "spec.ref               | {\"ref\": null}",
        "spec.url               | {\"url\": \"https://git.example/evil.git\"}",
        "spec.ignore            | {\"ignore\": \"apps/\"}",
        "spec.include           | {\"include\": [{\"repository\": {\"name\": \"evil\"}}]}",
        "spec.sparseCheckout    | {\"sparseCheckout\": [\"evil\"]}",
        "spec.verify            | {\"verify\": {\"mode\": \"HEAD\", \"secretRef\": {\"name\": \"evil\"}}}",
        "spec.secretRef         | {\"secretRef\": {\"name\": \"evil\"}}",
        "spec.recurseSubmodules | {\"recurseSubmodules\": true}",
        "spec.proxySecretRef    | {\"proxySecretRef\": {\"name\": \"evil\"}}",
      })
  void shouldKeepEditorsFromChangingWhatTheSourceShows(String fields, String spec) {
    // when
    var attempt = as.patch(EDITOR, source, "{\"spec\": " + spec + "}");

    // then
    assertThat(attempt.message())
        .contains(
            "ValidatingAdmissionPolicy 'headgate-guard'",
            "gitrepositories %s/cluster is held by the PromotionGate cluster: %s may not be changed: only Headgate does that, or a person with the verb \"bypass\" on promotiongates.headgate.dev/cluster, which guard-editor lacks"
                .formatted(source.getMetadata().getNamespace(), fields));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spec\": {\"interval\": \"2h\", \"timeout\": \"30s\", \"suspend\": true}}",
        "{\"metadata\": {\"annotations\": {\"reconcile.fluxcd.io/requestedAt\": \"now\"}}}",
        "{\"metadata\": {\"labels\": {\"team\": \"platform\"}}}",
      })
  void shouldLetEditorsChangeTheRest(String patch) {
    assertThat(as.patch(EDITOR, source, patch).message()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"metadata\": {\"labels\": {\"headgate.dev/gate\": null}}}",
        "{\"metadata\": {\"labels\": {\"headgate.dev/gate\": \"mine\"}}}",
        "{\"metadata\": {\"labels\": null}}",
      })
  void shouldKeepEditorsFromTakingTheGateLabelOff(String patch) {
    assertThat(as.patch(EDITOR, source, patch).message())
        .contains(
            "the label headgate.dev/gate may not be changed or taken off",
            "the verb \"bypass\"",
            "guard-editor lacks");
  }

  @Test
  void shouldKeepEditorsFromDeletingTheSource() {
    assertThat(as.delete(EDITOR, source).message())
        .contains("is held by the PromotionGate cluster and may not be deleted", "\"bypass\"");
  }

  @Test
  void shouldKeepEditorsFromPublishingAnArtifact() {
    assertThat(
            as.patchStatus(EDITOR, source, "{\"status\": {\"observedGeneration\": 9}}").message())
        .contains(
            "its status may not be written",
            "system:serviceaccount:flux-system:source-controller publishes its artifact");
  }

  @Test
  void shouldLetSourceControllerPublishAnArtifact() {
    assertThat(
            as.patchStatus(SOURCE_CONTROLLER, source, "{\"status\": {\"observedGeneration\": 9}}")
                .message())
        .isNull();
  }

  @Test
  void shouldLetHeadgateMoveThePin() {
    assertThat(as.patch(HEADGATE, source, PIN).message()).isNull();
  }

  @Test
  void shouldLetAHolderOfTheVerbMoveThePinTakeTheLabelOffAndDelete() {
    assertThat(as.patch(BYPASSER, source, PIN).message()).isNull();
    assertThat(
            as.patch(
                    BYPASSER, source, "{\"metadata\": {\"labels\": {\"headgate.dev/gate\": null}}}")
                .message())
        .isNull();
    assertThat(as.delete(BYPASSER, source).message()).isNull();
  }

  @Test
  void shouldLetAClusterAdminBypassBecauseThatImpliesEveryVerb() {
    assertThat(as.patch(ADMIN, source, PIN).message()).isNull();
    assertThat(as.delete(ADMIN, source).message()).isNull();
  }

  @ParameterizedTest
  @MethodSource("accountsOfFlux")
  void shouldNeverLetFluxBypassThoughItIsClusterAdmin(Person flux) {
    // when
    var pinned = as.patch(flux, source, PIN);
    var unlabelled =
        as.patch(flux, source, "{\"metadata\": {\"labels\": {\"headgate.dev/gate\": null}}}");
    var deleted = as.delete(flux, source);

    // then
    assertThat(Stream.of(pinned, unlabelled, deleted))
        .allSatisfy(
            attempt ->
                assertThat(attempt.message())
                    .contains(flux.user() + " applies what Git says and never bypasses"));
  }

  @ParameterizedTest
  @MethodSource("accountsOfFlux")
  void shouldLetFluxApplyWhatGitSaidBefore(Person flux) {
    // given
    as.patch(HEADGATE, source, PIN);
    var ofGit = Samples.gitRepository(source.getMetadata().getNamespace(), "cluster");

    // when
    var attempt = as.apply(flux, ofGit, "kustomize-controller");

    // then
    assertThat(attempt.message()).isNull();
    assertThat(Chart.<String>at(as.admin().resource(source).get(), "spec", "ref", "commit"))
        .isEqualTo("4f2c0e");
  }

  @Test
  void shouldLeaveUngatedSourcesToTheirOwners() {
    // given
    var ungated = Samples.gitRepository(source.getMetadata().getNamespace(), "other");
    as.admin().resource(ungated).create();

    // then
    assertThat(as.patch(EDITOR, ungated, PIN).message()).isNull();
    assertThat(as.delete(EDITOR, ungated).message()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec.ref                | {\"ref\": {\"digest\": \"sha256:4f2c0e\"}}",
        "spec.ref                | {\"ref\": {\"tag\": \"evil\"}}",
        "spec.ref                | {\"ref\": {\"semver\": \">=0.0.0\"}}",
        "spec.ref                | {\"ref\": {\"semverFilter\": \".*-evil\"}}",
        "spec.ref                | {\"ref\": null}",
        "spec.url                | {\"url\": \"oci://oci.example/evil\"}",
        "spec.layerSelector      | {\"layerSelector\": {\"mediaType\": \"evil\", \"operation\": \"copy\"}}",
        "spec.verify             | {\"verify\": null}",
        "spec.verify             | {\"verify\": {\"secretRef\": {\"name\": \"evil\"}}}",
        "spec.ignore             | {\"ignore\": \"apps/\"}",
        "spec.provider           | {\"provider\": \"aws\"}",
        "spec.secretRef          | {\"secretRef\": {\"name\": \"evil\"}}",
        "spec.serviceAccountName | {\"serviceAccountName\": \"evil\"}",
        "spec.certSecretRef      | {\"certSecretRef\": {\"name\": \"evil\"}}",
        "spec.proxySecretRef     | {\"proxySecretRef\": {\"name\": \"evil\"}}",
        "spec.insecure           | {\"insecure\": true}",
      })
  void shouldKeepEditorsFromChangingWhatAnOciRepositoryShows(String fields, String spec) {
    // given
    var oci = Samples.gatedOciRepository(source.getMetadata().getNamespace());
    as.admin().resource(oci).create();

    // then
    assertThat(as.patch(EDITOR, oci, "{\"spec\": " + spec + "}").message())
        .contains(
            "ocirepositories %s/cluster is held by the PromotionGate cluster: %s may not be changed"
                .formatted(source.getMetadata().getNamespace(), fields));
  }

  @Test
  void shouldGuardAnOciRepositoryAsItGuardsAGitRepository() {
    // given
    var oci = Samples.gatedOciRepository(source.getMetadata().getNamespace());
    as.admin().resource(oci).create();
    var pin = "{\"spec\": {\"ref\": {\"digest\": \"sha256:" + "0".repeat(64) + "\"}}}";
    var artifact = "{\"status\": {\"observedGeneration\": 9}}";

    // then
    assertThat(as.patch(EDITOR, oci, "{\"spec\": {\"interval\": \"2h\"}}").message()).isNull();
    assertThat(as.patchStatus(EDITOR, oci, artifact).message())
        .contains("its status may not be written");
    assertThat(as.patchStatus(SOURCE_CONTROLLER, oci, artifact).message()).isNull();
    assertThat(as.delete(EDITOR, oci).message()).contains("may not be deleted");
    assertThat(as.patch(HEADGATE, oci, pin).message()).isNull();
    assertThat(as.patch(BYPASSER, oci, "{\"spec\": {\"ref\": {\"digest\": null}}}").message())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"path\": \"./b\"}", "{\"sourceRef\": {\"name\": \"ungated\"}}"})
  void shouldKeepAGatedKustomizationOnItsSourceAndPath(String spec) {
    // given
    var kustomization = Samples.gatedKustomization(source.getMetadata().getNamespace());
    as.admin().resource(kustomization).create();

    // then
    assertThat(as.patch(EDITOR, kustomization, "{\"spec\": " + spec + "}").message())
        .contains("kustomizations", "is held by the PromotionGate cluster", "may not be changed");
    assertThat(as.patch(EDITOR, kustomization, "{\"spec\": {\"interval\": \"2h\"}}").message())
        .isNull();
  }
}
