package dev.headgate.runtime.pool.vcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxTemplate;
import dev.headgate.api.v1alpha1.SandboxTemplate.ChartRef;
import dev.headgate.api.v1alpha1.SandboxTemplate.Quota;
import dev.headgate.api.v1alpha1.SandboxTemplate.Vcluster;
import dev.headgate.runtime.pool.Plot;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
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
  void shouldLetOutToTheHostsApiServerAndNowhereElse() {
    // when
    var policy =
        blueprint
            .fence(plot(null, "v1.36.0", null), List.of(new HostApi.Address("192.0.2.1", 6443)))
            .stream()
            .filter(object -> name(object).equals("sandbox-control-plane"))
            .findFirst()
            .orElseThrow();

    // then
    assertThat(policy.at("/spec/egress/1").toString())
        .isEqualTo(
            "{\"to\":[{\"ipBlock\":{\"cidr\":\"192.0.2.1/32\"}}],\"ports\":[{\"port\":6443,\"protocol\":\"TCP\"}]}");
    assertThat(policy.at("/spec/egress")).hasSize(2);
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
