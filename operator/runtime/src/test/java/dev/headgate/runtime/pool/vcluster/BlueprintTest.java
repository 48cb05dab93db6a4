package dev.headgate.runtime.pool.vcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxTemplate;
import dev.headgate.api.v1alpha1.SandboxTemplate.ChartRef;
import dev.headgate.api.v1alpha1.SandboxTemplate.Quota;
import dev.headgate.api.v1alpha1.SandboxTemplate.Vcluster;
import dev.headgate.runtime.pool.Plot;
import dev.headgate.runtime.rest.Json;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlueprintTest {

  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  private final Blueprint blueprint = new Blueprint("headgate-system");

  @Test
  void shouldLeaveNothingUnfilledAndMarkEveryObject() {
    // when
    var objects = blueprint.fence(plot(null, "v1.36.0", null), List.of());
    var release = blueprint.release(plot(null, "v1.36.0", null));

    // then
    assertThat(objects).hasSize(8);
    assertThat(Stream.concat(objects.stream(), Stream.of(release)))
        .allSatisfy(
            object -> {
              assertThat(object.toString()).doesNotContain("${");
              assertThat(object.at("/metadata/labels").path(Blueprint.OF).asText())
                  .isEqualTo("uid-1");
            });
  }

  @Test
  void shouldEnforceBaselineAndAllowNoMoreThanThePoolSays() {
    // when
    var objects = blueprint.fence(plot(null, "v1.36.0", null), List.of());

    // then
    assertThat(
            one(objects, "Namespace", "hg-sbx-uid-1")
                .at("/metadata/labels")
                .path("pod-security.kubernetes.io/enforce")
                .asText())
        .isEqualTo("baseline");
    assertThat(one(objects, "ResourceQuota", "sandbox").at("/spec/hard"))
        .isEqualTo(
            Json.parse(
                """
                {"pods": "10", "requests.cpu": "1", "requests.memory": "2Gi",
                 "requests.ephemeral-storage": "20Gi", "persistentvolumeclaims": "0",
                 "requests.storage": "0", "services.loadbalancers": "0", "services.nodeports": "0",
                 "count/services": "60", "count/secrets": "300", "count/configmaps": "300"}
                """));
    assertThat(one(objects, "LimitRange", "sandbox").at("/spec/limits/0/max"))
        .isEqualTo(Json.parse("{\"memory\": \"4Gi\", \"ephemeral-storage\": \"4Gi\"}"));
  }

  /** Whatever no policy lets out stays in, since one chooses all pods and lets nothing through. */
  @Test
  void shouldLetOutToTheHostsApiServerAndNowhereElse() {
    // when
    var objects =
        blueprint.fence(
            plot(null, "v1.36.0", null), List.of(new HostApi.Address("192.0.2.1", 6443)));

    // then
    var policies =
        objects.stream()
            .filter(object -> object.path("kind").asText().equals("NetworkPolicy"))
            .collect(Collectors.toMap(BlueprintTest::name, object -> object.path("spec")));
    assertThat(policies.keySet())
        .containsExactlyInAnyOrder("default-deny", "sandbox-control-plane", "sandbox-workload");
    assertThat(policies.values())
        .allSatisfy(
            spec ->
                assertThat(spec.path("policyTypes").toString())
                    .isEqualTo("[\"Ingress\",\"Egress\"]"));
    assertThat(policies.get("default-deny"))
        .isEqualTo(Json.parse("{\"podSelector\": {}, \"policyTypes\": [\"Ingress\", \"Egress\"]}"));
    assertThat(egress(policies, "sandbox-control-plane"))
        .isEqualTo(
            Json.parse(
                """
                [{"to": [{"podSelector": {"matchLabels": {"vcluster.loft.sh/managed-by": "sbx"}}}]},
                 {"to": [{"ipBlock": {"cidr": "192.0.2.1/32"}}], "ports": [{"port": 6443, "protocol": "TCP"}]}]
                """));
    assertThat(egress(policies, "sandbox-workload"))
        .isEqualTo(
            Json.parse(
                """
                [{"to": [{"podSelector": {"matchLabels": {"vcluster.loft.sh/managed-by": "sbx"}}}]},
                 {"to": [{"podSelector": {"matchLabels": {"app": "vcluster", "release": "sbx"}}}],
                  "ports": [{"port": 8443, "protocol": "TCP"}]}]
                """));
  }

  @Test
  void shouldLeaveToTheChartWhatThePoolLeavesOpen() {
    // when
    var values = blueprint.release(plot(null, "v1.36.0", null)).at("/spec/values");

    // then
    assertThat(values.at("/controlPlane/advanced").has("defaultImageRegistry")).isFalse();
    assertThat(values.at("/controlPlane/statefulSet/image").has("tag")).isFalse();
    assertThat(values.at("/controlPlane/distro/k8s/version").asText()).isEqualTo("v1.36.0");
    assertThat(values.at("/controlPlane/distro/k8s/image").has("tag")).isFalse();
  }

  @Test
  void shouldPinImagesByDigest() {
    // when
    var values =
        blueprint
            .release(plot("mirror.example", "v1.36.0" + DIGEST, "0.36.1" + DIGEST))
            .at("/spec/values");

    // then
    assertThat(values.at("/controlPlane/advanced/defaultImageRegistry").asText())
        .isEqualTo("mirror.example");
    assertThat(values.at("/controlPlane/statefulSet/image/tag").asText())
        .isEqualTo("0.36.1" + DIGEST);
    assertThat(values.at("/controlPlane/distro/k8s/image/tag").asText())
        .isEqualTo("v1.36.0" + DIGEST);
    assertThat(values.at("/controlPlane/distro/k8s").has("version")).isFalse();
  }

  @Test
  void shouldTakeAValueForTheTextThatItIs() {
    // given
    var evil = "x\", cluster: {enabled: true}, y: \"";

    // when
    var values = blueprint.release(plot(evil, "v1.36.0", null)).at("/spec/values");

    // then
    assertThat(values.at("/controlPlane/advanced/defaultImageRegistry").asText()).isEqualTo(evil);
    assertThat(values.at("/controlPlane/advanced")).hasSize(1);
  }

  private static JsonNode egress(Map<String, JsonNode> policies, String name) {
    return policies.getOrDefault(name, MissingNode.getInstance()).path("egress");
  }

  private static ObjectNode one(List<ObjectNode> objects, String kind, String name) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind) && name(object).equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String name(ObjectNode object) {
    return object.at("/metadata/name").asText();
  }

  private static Plot plot(
      @Nullable String registry, String kubernetesVersion, @Nullable String imageTag) {
    var sandbox = new ChangeSandbox();
    sandbox.setMetadata(
        new ObjectMetaBuilder().withName("sbx-1").withNamespace("apps").withUid("uid-1").build());
    return new Plot(
        sandbox,
        new SandboxTemplate(
            null,
            new Vcluster(
                new ChartRef("HelmChart", "vcluster"),
                kubernetesVersion,
                imageTag,
                registry,
                null,
                new Quota(10, "1", "2Gi", "0"))),
        "apps");
  }
}
