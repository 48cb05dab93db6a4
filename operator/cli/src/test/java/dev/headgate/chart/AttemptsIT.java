package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose ChangeRequest is a gate's own is said by Headgate alone. */
@ExtendWith(RealClusters.class)
class AttemptsIT {

  private static final Person EDITOR = Person.named("attempts-editor", "system:authenticated");
  private static final Person ADMIN = Person.named("root", "system:masters");
  private static final Person HEADGATE = Person.serviceAccount(Chart.NAMESPACE, "headgate");

  private Requests as;
  private String namespace;
  private OwnerReference gate;

  @BeforeAll
  static void install(@Host LocalCluster cluster) {
    InstalledChart.in(cluster);
    new Rights(cluster).mayEditEverything(EDITOR);
  }

  @BeforeEach
  void makeTheGate(@Host LocalCluster cluster, TestNamespace testNamespace) {
    as = new Requests(cluster);
    namespace = testNamespace.name();
    var made = as.admin().resource(Samples.gate(namespace)).create();
    gate =
        new OwnerReferenceBuilder()
            .withApiVersion("headgate.dev/v1alpha1")
            .withKind("PromotionGate")
            .withName("cluster")
            .withUid(made.getMetadata().getUid())
            .withController(true)
            .build();
  }

  @Test
  void shouldLetNobodyElseMakeOneThatNamesAGateAsItsOwner() {
    for (var person : List.of(EDITOR, ADMIN)) {
      assertThat(as.create(person, owned(Samples.changeRequest(namespace), gate)).message())
          .contains(
              "ValidatingAdmissionPolicy 'headgate-attempts'",
              "metadata.ownerReferences names the PromotionGate cluster",
              "leave it out: spec.gateRef is enough");
    }
  }

  @Test
  void shouldLetNobodyElseAddTheOwnerAfterwards() {
    // given
    var request = Samples.changeRequest(namespace);
    assertThat(as.create(EDITOR, request).message()).isNull();

    // then
    assertThat(as.patch(EDITOR, request, owners(gate)).isDeniedBy("headgate-attempts")).isTrue();
    assertThat(as.patch(EDITOR, request, "{\"spec\": {\"suspend\": true}}").message()).isNull();
  }

  @Test
  void shouldLetNobodyElseTakeTheNameOfAnAttempt() {
    // given
    var request = Samples.changeRequest(namespace);
    request.getMetadata().setName("cluster-4f2c0e6b1a90-1");

    // then
    assertThat(as.create(EDITOR, request).message())
        .contains("metadata.name is \"cluster-4f2c0e6b1a90-1\"", "choose another");
  }

  @Test
  void shouldLetHeadgateMakeItAndOthersTouchAndDisownIt() {
    // given
    var request = owned(Samples.changeRequest(namespace), gate);
    request.getMetadata().setName("cluster-4f2c0e6b1a90-1");

    // then
    assertThat(as.create(HEADGATE, request).message()).isNull();
    assertThat(
            as.patch(EDITOR, request, "{\"metadata\": {\"annotations\": {\"a\": \"b\"}}}")
                .message())
        .isNull();
    assertThat(as.patch(EDITOR, request, "{\"metadata\": {\"ownerReferences\": null}}").message())
        .isNull();
    assertThat(as.patch(EDITOR, request, owners(gate)).isDeniedBy("headgate-attempts")).isTrue();
  }

  @Test
  void shouldNotMindOtherOwners() {
    // given
    var owner = new OwnerReferenceBuilder(gate).withApiVersion("v1").withKind("ConfigMap").build();

    // then
    assertThat(as.create(EDITOR, owned(Samples.changeRequest(namespace), owner)).message())
        .isNull();
  }

  private static GenericKubernetesResource owned(
      GenericKubernetesResource request, OwnerReference owner) {
    request.getMetadata().setOwnerReferences(List.of(owner));
    return request;
  }

  private static String owners(OwnerReference owner) {
    return """
    {"metadata": {"ownerReferences": [
      {"apiVersion": "%s", "kind": "%s", "name": "%s", "uid": "%s"}]}}
    """
        .formatted(owner.getApiVersion(), owner.getKind(), owner.getName(), owner.getUid());
  }
}
