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
import org.junit.jupiter.params.provider.MethodSource;

/** A verdict that anybody else could write would prove nothing. */
@ExtendWith(RealClusters.class)
class StatusIT {
  private static final Person HEADGATE = Person.serviceAccount(Chart.NAMESPACE, "headgate");
  private static final Person BYPASSER = Person.named("status-bypasser", "system:authenticated");
  private static final String PASSED = "{\"status\": {\"phase\": \"Passed\"}}";

  private Requests as;
  private GenericKubernetesResource proof;
  private GenericKubernetesResource gate;

  static Stream<Person> everybodyElse() {
    return Stream.of(
        BYPASSER,
        Person.named("root", "system:masters"),
        Person.serviceAccount("flux-system", "kustomize-controller").in("system:masters"),
        Person.serviceAccount("default", "headgate").in("system:masters"),
        Person.serviceAccount(Chart.NAMESPACE, "headgate-dry-run").in("system:masters"));
  }

  @BeforeAll
  static void install(@Host LocalCluster cluster) {
    InstalledChart.in(cluster);
    var rights = new Rights(cluster);
    rights.mayEditEverything(BYPASSER);
    rights.has(BYPASSER, "headgate-bypass");
  }

  @BeforeEach
  void makeObjects(@Host LocalCluster cluster, TestNamespace namespace) {
    as = new Requests(cluster);
    proof = Samples.changeRequest(namespace.name());
    gate = Samples.gate(namespace.name());
    as.admin().resource(proof).create();
    as.admin().resource(gate).create();
  }

  @ParameterizedTest
  @MethodSource("everybodyElse")
  void shouldBeWrittenByNobodyElse(Person person) {
    // when
    var ofProof = as.patchStatus(person, proof, PASSED);
    var ofGate = as.patchStatus(person, gate, "{\"status\": {\"state\": \"Open\"}}");

    // then
    assertThat(ofProof.message()).contains("ValidatingAdmissionPolicy '");
    assertThat(ofProof.isDeniedBy("headgate-status") || ofProof.isDeniedBy("headgate-dry-run-only"))
        .isTrue();
    assertThat(ofGate.isDeniedBy("headgate-status") || ofGate.isDeniedBy("headgate-dry-run-only"))
        .isTrue();
    assertThat(as.admin().resource(proof).get().<Object>get("status", "phase")).isNull();
  }

  @Test
  void shouldTellWhoTriesWhatToDoInstead() {
    assertThat(as.patchStatus(BYPASSER, proof, PASSED).message())
        .contains(
            "the status of changerequests %s/cluster-1 is written by Headgate alone, not by status-bypasser: a verdict is earned by a ChangeRequest; to decide without one create a ChangeApproval"
                .formatted(proof.getMetadata().getNamespace()));
  }

  @Test
  void shouldNotSlipInWithTheObject() {
    // given
    var forged =
        Samples.yaml(
            """
            apiVersion: headgate.dev/v1alpha1
            kind: ChangeRequest
            metadata: {namespace: %s, name: forged}
            spec: {manifests: {inline: "{}"}}
            status: {phase: Passed}
            """
                .formatted(proof.getMetadata().getNamespace()));

    // when
    as.create(BYPASSER, forged);

    // then
    assertThat(as.admin().resource(forged).get().<Object>get("status", "phase")).isNull();
  }

  @Test
  void shouldBeWrittenByHeadgate() {
    assertThat(as.patchStatus(HEADGATE, proof, "{\"status\": {\"phase\": \"Fetching\"}}").message())
        .isNull();
    assertThat(as.patchStatus(HEADGATE, gate, "{\"status\": {\"state\": \"Held\"}}").message())
        .isNull();
  }

  /** It stands for a turn in a pool. */
  @ParameterizedTest
  @MethodSource("everybodyElse")
  void shouldLetNobodyElseMakeASandbox(Person person) {
    var sandbox = Samples.sandbox(proof.getMetadata().getNamespace());

    assertThat(as.create(person, sandbox).message()).contains("ValidatingAdmissionPolicy '");
    assertThat(as.create(HEADGATE, sandbox).message()).isNull();
    as.admin().resource(sandbox).delete();
  }
}
