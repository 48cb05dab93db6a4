package dev.headgate.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server makes of the CRDs: whom it lets in, and what the others are told. */
@ExtendWith(RealClusters.class)
class SchemaIT {

  private static final Map<String, Class<? extends CustomResource<?, ?>>> KINDS =
      Map.of(
          "PromotionGate", PromotionGate.class,
          "ChangeRequest", ChangeRequest.class,
          "ChangeApproval", ChangeApproval.class,
          "SandboxPool", SandboxPool.class,
          "ChangeSandbox", ChangeSandbox.class);

  static List<Sample> valid() {
    return Sample.named("valid-");
  }

  static List<Sample> invalid() {
    return Sample.named("invalid-");
  }

  private static KubernetesClient client;

  @BeforeAll
  static void installCrds(@Host LocalCluster host) {
    // The API server answers some bad objects with 500, and the client would retry these for 19 s.
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(host.client().getConfiguration())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    for (var yaml : Crds.yaml()) {
      var crd = client.getKubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
      client.resource(crd).fieldManager("test").forceConflicts().serverSideApply();
      client.resource(crd).waitUntilCondition(SchemaIT::isEstablished, 30, TimeUnit.SECONDS);
    }
  }

  @AfterAll
  static void closeClient() {
    client.close();
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void shouldAcceptAndDecode(Sample sample, TestNamespace namespace) {
    // given
    var subject = sample.documents().getLast();
    // when
    sample.prepare(client, namespace.name());
    sample.conclude(client, namespace.name());
    // then
    var read =
        client
            .resources(KINDS.get(subject.getKind()))
            .inNamespace(namespace.name())
            .withName(subject.getMetadata().getName())
            .get();
    assertThat(read.getSpec()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void shouldRefuseAndSayWhy(Sample sample, TestNamespace namespace) {
    // given
    sample.prepare(client, namespace.name());
    // when // then
    assertThat(sample.refusal()).as("the first line names the message").isNotEmpty();
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> sample.conclude(client, namespace.name()))
        .satisfies(
            refused -> assertThat(refused.getStatus().getMessage()).contains(sample.refusal()));
  }

  @Test
  void shouldShowThatNothingWasActedOnYet(TestNamespace namespace) {
    // when
    Sample.named("valid-gate-minimal").getFirst().conclude(client, namespace.name());
    // then
    var gate =
        client
            .resources(PromotionGate.class)
            .inNamespace(namespace.name())
            .withName("cluster")
            .get();
    assertThat(gate.getStatus().observedGeneration()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "promotiongates, NAME LIVE HEAD STATE BLOCKED BY AGE",
    "changerequests, NAME REVISION RISK PHASE VERDICT WHY AGE",
    "changeapprovals, NAME GATE REVISION ACTION USER EXPIRES AGE",
    "sandboxpools, NAME MAX BUSY QUEUED WHY AGE",
    "changesandboxes, NAME CHANGE REQUEST POOL PHASE WHY AGE"
  })
  void shouldShowColumnsInTheOrderInWhichPeopleReadThem(String plural, String columns)
      throws Exception {
    // given
    var request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(client.getMasterUrl() + "apis/headgate.dev/v1alpha1/" + plural)
            .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
            .build();
    // when
    var table = client.getHttpClient().sendAsync(request, String.class).get(30, TimeUnit.SECONDS);
    // then
    var names = Serialization.unmarshal(table.body(), JsonNode.class).findValuesAsText("name");
    assertThat(String.join(" ", names).toUpperCase(Locale.ROOT)).startsWith(columns);
  }
}
