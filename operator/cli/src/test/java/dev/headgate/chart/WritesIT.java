package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broken or taken-over Headgate could still do. */
@ExtendWith(RealClusters.class)
class WritesIT {
  private static final Person HEADGATE = Person.serviceAccount(Chart.NAMESPACE, "headgate");

  private Requests as;
  private GenericKubernetesResource source;

  @BeforeAll
  static void install(@Host LocalCluster cluster) {
    InstalledChart.in(cluster);
  }

  @BeforeEach
  void makeTheSource(@Host LocalCluster cluster, TestNamespace namespace) {
    as = new Requests(cluster);
    source = Samples.gatedGitRepository(namespace.name());
    as.admin().resource(source).create();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"spec\": {\"ref\": {\"commit\": \"4f2c0e\"}}}",
        "{\"spec\": {\"ref\": {\"commit\": null}}}",
        "{\"metadata\": {\"labels\": {\"headgate.dev/gate\": null}, \"annotations\": {\"a\": \"b\"}}}",
      })
  void shouldMoveThePinAndTheMetadata(String patch) {
    assertThat(as.patch(HEADGATE, source, patch).message()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\": \"https://git.example/evil.git\"}",
        "{\"ref\": {\"branch\": \"evil\"}}",
        "{\"ref\": {\"branch\": null}}",
        "{\"ref\": null}",
        "{\"ref\": {\"commit\": \"4f2c0e\"}, \"ignore\": \"apps/\"}",
        "{\"interval\": \"2h\"}",
        "{\"suspend\": true}",
      })
  void shouldChangeNothingElseOfASource(String spec) {
    assertThat(as.patch(HEADGATE, source, "{\"spec\": " + spec + "}").message())
        .contains(
            "ValidatingAdmissionPolicy 'headgate-writes'",
            "Headgate changes nothing of gitrepositories",
            "but spec.ref.commit or spec.ref.digest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster-head", "cluster-rendered-head", "cluster-rendered-live"})
  void shouldMakeAndUnmakeNoSourceButItsOwnCopies(String name) {
    // given
    var namespace = source.getMetadata().getNamespace();
    var copy = Samples.gitRepository(namespace, name);

    // then
    assertThat(as.apply(HEADGATE, copy, "headgate").message()).isNull();
    assertThat(
            as.patch(HEADGATE, copy, "{\"spec\": {\"url\": \"https://git.example/moved.git\"}}")
                .message())
        .isNull();
    assertThat(as.delete(HEADGATE, copy).message()).isNull();
    assertThat(as.create(HEADGATE, Samples.gitRepository(namespace, "other")).message())
        .contains(
            "Headgate creates and deletes no source but those named <gate>-head, <gate>-candidate");
    assertThat(as.delete(HEADGATE, source).isDeniedBy("headgate-writes")).isTrue();
  }

  @Test
  void shouldMoveTheDigestOfAnOciRepositoryAndMakeItsCandidateAndNothingElse() {
    // given
    var namespace = source.getMetadata().getNamespace();
    var oci = Samples.gatedOciRepository(namespace);
    as.admin().resource(oci).create();
    var candidate = Samples.ociRepository(namespace, "cluster-candidate");

    // then
    assertThat(
            as.patch(HEADGATE, oci, "{\"spec\": {\"ref\": {\"digest\": \"sha256:4f\"}}}").message())
        .isNull();
    for (var spec : List.of("{\"ref\": {\"tag\": \"evil\"}}", "{\"verify\": null}")) {
      assertThat(as.patch(HEADGATE, oci, "{\"spec\": " + spec + "}").message())
          .contains("Headgate changes nothing of ocirepositories");
    }
    assertThat(as.apply(HEADGATE, candidate, "headgate").message()).isNull();
    assertThat(as.delete(HEADGATE, candidate).message()).isNull();
    assertThat(as.delete(HEADGATE, oci).isDeniedBy("headgate-writes")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "{'spec': {'path': './evil'}} -> spec.path",
        "{'spec': {'suspend': true}} -> spec.suspend",
        "{'spec': {'sourceRef': {'name': 'cluster-head'}}} -> spec.sourceRef",
        "{'metadata': {'labels': {'headgate.dev/gate': null}}} -> metadata.labels",
        "{'metadata': {'labels': {'a': 'b'}}} -> metadata.labels",
        "{'metadata': {'annotations': {'a': 'b'}}} -> metadata.annotations a",
        "{'metadata': {'annotations': {'kept': null}}} -> metadata.annotations kept",
        "{'metadata': {'annotations': null}} -> metadata.annotations kept",
        "{'metadata': {'finalizers': ['a.b/c']}} -> metadata.finalizers",
        "{'metadata': {'ownerReferences': [{'apiVersion': 'v1', 'kind': 'Pod', 'name': 'p', 'uid': 'u'}]}}"
            + " -> metadata.ownerReferences",
        "{'metadata': {'annotations': {'reconcile.fluxcd.io/requestedAt': 'headgate-1'}}, 'spec': {'prune': false}}"
            + " -> spec.prune",
      })
  void shouldChangeNothingOfAKustomizationButTheRequestToReconcile(String patch, String changed) {
    // given: a name that would exempt a source
    var kustomization = Samples.gatedKustomization(source.getMetadata().getNamespace());
    kustomization.getMetadata().setName("apps-head");
    kustomization.getMetadata().setAnnotations(Map.of("kept", "yes"));
    as.admin().resource(kustomization).create();

    // then
    assertThat(as.patch(HEADGATE, kustomization, patch.replace('\'', '"')).message())
        .contains(
            "ValidatingAdmissionPolicy 'headgate-writes'",
            "Headgate changes nothing of kustomizations "
                + kustomization.getMetadata().getNamespace()
                + "/apps-head but the annotation reconcile.fluxcd.io/requestedAt",
            "this would have changed " + changed);
  }

  @Test
  void shouldAskAKustomizationToReconcileAndNeitherMakeNorDeleteOne() {
    // given
    var kustomization = Samples.gatedKustomization(source.getMetadata().getNamespace());
    assertThat(as.apply(HEADGATE, kustomization, "headgate").message()).contains("forbidden");
    as.admin().resource(kustomization).create();

    // then
    for (var token : List.of("\"headgate-1\"", "\"headgate-2\"", "null")) {
      var asked =
          "{\"metadata\": {\"annotations\": {\"reconcile.fluxcd.io/requestedAt\": %s}}}"
              .formatted(token);
      assertThat(as.patch(HEADGATE, kustomization, asked).message()).isNull();
    }
    assertThat(as.delete(HEADGATE, kustomization).message()).contains("forbidden");
  }

  @Test
  void shouldNotRewriteTheGateThatItObeys() {
    // given
    var gate = Samples.gate(source.getMetadata().getNamespace());
    as.admin().resource(gate).create();

    // then
    assertThat(as.patch(HEADGATE, gate, "{\"spec\": {\"enforcement\": \"Observe\"}}").message())
        .contains("this would have changed spec.enforcement");
    assertThat(
            as.patch(HEADGATE, gate, "{\"metadata\": {\"finalizers\": [\"headgate.dev/pin\"]}}")
                .message())
        .isNull();
    assertThat(as.patch(HEADGATE, gate, "{\"metadata\": {\"finalizers\": null}}").message())
        .isNull();
  }

  @Test
  void shouldMakeNoNamespaceButThoseOfSandboxes() {
    // when
    var sandbox = Samples.namespace("hg-sbx-writes", "baseline");
    var foreign = Samples.namespace("writes-foreign", "baseline");
    var open = Samples.namespace("hg-sbx-open", "privileged");

    // then
    assertThat(as.apply(HEADGATE, sandbox, "headgate").message()).isNull();
    assertThat(as.apply(HEADGATE, foreign, "headgate").message())
        .contains("Headgate makes and deletes nothing outside of its sandboxes");
    assertThat(as.apply(HEADGATE, open, "headgate").message())
        .contains("enforces at least the pod security standard baseline");
    assertThat(as.delete(HEADGATE, sandbox).message()).isNull();
  }

  @Test
  void shouldBindNobodyElseInASandbox() {
    // given
    as.admin().resource(Samples.namespace("hg-sbx-binds", "baseline")).create();

    // then
    assertThat(bind("headgate-sandbox-installer", "headgate-sandbox", "hg-sbx-binds")).isNull();
    assertThat(bind("headgate-sandbox-installer", "headgate", "hg-sbx-binds"))
        .contains("only headgate-sandbox is bound to headgate-sandbox-installer");
    assertThat(bind("headgate-sandbox-reader", "headgate", source.getMetadata().getNamespace()))
        .contains("nothing outside of its sandboxes");
    as.admin().namespaces().withName("hg-sbx-binds").delete();
  }

  private @org.jspecify.annotations.Nullable String bind(
      String role, String account, String namespace) {
    return as.apply(HEADGATE, Samples.roleBinding(namespace, role, account), "headgate").message();
  }
}
