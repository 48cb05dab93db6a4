package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may tell Headgate what is new. */
@ExtendWith(RealClusters.class)
class HeadIT {

  private static final Person EDITOR = Person.named("head-editor", "system:authenticated");
  private static final Person SOURCE_CONTROLLER =
      Person.serviceAccount("flux-system", "source-controller");

  private Requests as;
  private GenericKubernetesResource head;

  @BeforeAll
  static void install(@Host LocalCluster cluster) {
    InstalledChart.in(cluster);
    var rights = new Rights(cluster);
    rights.mayEditEverything(EDITOR);
    rights.mayEditEverything(SOURCE_CONTROLLER);
  }

  @BeforeEach
  void makeTheHead(@Host LocalCluster cluster, TestNamespace namespace) {
    as = new Requests(cluster);
    head = Samples.gitRepository(namespace.name(), "cluster-head");
    head.getMetadata().setLabels(Map.of("headgate.dev/head-of", "cluster"));
    as.admin().resource(head).create();
  }

  @Test
  void shouldKeepEditorsFromPointingItElsewhere() {
    assertThat(
            as.patch(EDITOR, head, "{\"spec\": {\"url\": \"https://git.example/evil.git\"}}")
                .message())
        .contains(
            "ValidatingAdmissionPolicy 'headgate-head'",
            "shows the PromotionGate cluster what is new: only Headgate changes its spec");
  }

  @Test
  void shouldKeepEditorsFromTakingItsLabelOff() {
    assertThat(
            as.patch(EDITOR, head, "{\"metadata\": {\"labels\": {\"headgate.dev/head-of\": null}}}")
                .message())
        .contains("ValidatingAdmissionPolicy 'headgate-head'", "headgate.dev/head-of");
  }

  @Test
  void shouldKeepEditorsFromSayingWhatItFound() {
    var lie = "{\"status\": {\"observedGeneration\": 9}}";

    assertThat(as.patchStatus(EDITOR, head, lie).message())
        .contains("its status may not be written", "source-controller publishes its artifact");
    assertThat(as.patchStatus(SOURCE_CONTROLLER, head, lie).message()).isNull();
  }

  @Test
  void shouldKeepEditorsFromTheCopiesOfAnOciRepository() {
    // given
    var candidate = Samples.ociRepository(head.getMetadata().getNamespace(), "cluster-candidate");
    candidate.getMetadata().setLabels(Map.of("headgate.dev/head-of", "cluster"));
    as.admin().resource(candidate).create();
    var lie = "{\"status\": {\"observedGeneration\": 9}}";

    // then
    assertThat(as.patch(EDITOR, candidate, "{\"spec\": {\"verify\": null}}").message())
        .contains("ocirepositories", "only Headgate changes its spec");
    assertThat(as.patchStatus(EDITOR, candidate, lie).message())
        .contains("its status may not be written");
    assertThat(as.patchStatus(SOURCE_CONTROLLER, candidate, lie).message()).isNull();
  }
}
