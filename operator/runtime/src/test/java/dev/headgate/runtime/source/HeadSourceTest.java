package dev.headgate.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadSourceTest {

  private static final String SPEC =
      "{url: 'https://example.org/r', interval: 1h, suspend: true, ignore: docs,"
          + " secretRef: {name: s}, ref: {branch: main, commit: abc}}";

  @Test
  void shouldCopyTheWholeSpecButForPinIntervalAndSuspend() {
    assertThat(HeadSource.desired(gate(), source("", SPEC)).get("spec"))
        .isEqualTo(
            source(
                    "",
                    "{url: 'https://example.org/r', interval: 1m, ignore: docs,"
                        + " secretRef: {name: s}, ref: {branch: main}}")
                .spec());
  }

  @Test
  void shouldHaveNoReferenceWhenThePinWasAllOfIt() {
    assertThat(
            HeadSource.desired(gate(), source("", "{url: u, ref: {commit: abc}}"))
                .at("/spec/ref")
                .isMissingNode())
        .isTrue();
  }

  @Test
  void shouldBelongToItsGateAndNotBeGatedItself() {
    // when
    var head = new FluxObject(HeadSource.desired(gate(), source("", SPEC)));

    // then
    assertThat(head.name()).isEqualTo("cluster-head");
    assertThat(head.namespace()).isEqualTo("flux-system");
    assertThat(head.text("/metadata/ownerReferences/0/uid")).contains("gate-uid");
    assertThat(head.label(Pin.GATE_LABEL)).isEmpty();
  }

  @Test
  void shouldPassOnWhatAWebhookAskedFor() {
    assertThat(head("{reconcile.fluxcd.io/requestedAt: '2026-11-23'}").annotation(REQUESTED))
        .contains("2026-11-23");
  }

  @Test
  void shouldNotPassOnWhatHeadgateItselfAskedOfTheGatedSource() {
    assertThat(head("{reconcile.fluxcd.io/requestedAt: 'headgate-7'}").annotation(REQUESTED))
        .isEmpty();
  }

  @Test
  void shouldMatchItself() {
    // given
    var desired = HeadSource.desired(gate(), source("", SPEC));

    // then
    assertThat(SourceCopy.matches(desired, new FluxObject(desired.deepCopy()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{url: 'https://example.org/other', interval: 1m, ref: {branch: main}}",
        "{url: 'https://example.org/r', interval: 1m, ref: {branch: main}, suspend: true}",
        "{url: 'https://example.org/r', interval: 1m, ref: {branch: main, commit: abc}}",
        "{url: 'https://example.org/r', interval: 1m, ref: {branch: evil}}"
      })
  void shouldNotMatchWhatSomebodyChanged(String changed) {
    // given
    var gated =
        source("", "{url: 'https://example.org/r', interval: 1h, ref: {branch: main, commit: a}}");

    // then
    assertThat(SourceCopy.matches(HeadSource.desired(gate(), gated), source("", changed)))
        .isFalse();
  }

  @Test
  void shouldNotMatchUntilTheRequestWasPassedOn() {
    // given
    var asked = source("{reconcile.fluxcd.io/requestedAt: now}", SPEC);
    var old = new FluxObject(HeadSource.desired(gate(), source("", SPEC)));

    // then
    assertThat(SourceCopy.matches(HeadSource.desired(gate(), asked), old)).isFalse();
  }

  @Test
  void shouldFollowTheTagOfAnOciRepositoryAndFetchWhatItNamesByItsDigest() {
    // given
    var gated =
        source(
            "",
            "{url: 'oci://example.org/r', interval: 1h, verify: {provider: cosign},"
                + " ref: {tag: stable, digest: 'sha256:abc'}}");
    gated.json().put("kind", "OCIRepository");

    // when
    var head = HeadSource.desired(gate(), gated);
    var candidate = CandidateSource.desired(gate(), gated, new Revision("stable@sha256:def"));

    // then
    assertThat(head.path("kind").asText()).isEqualTo("OCIRepository");
    assertThat(head.get("spec"))
        .isEqualTo(
            source(
                    "",
                    "{url: 'oci://example.org/r', interval: 1m, verify: {provider: cosign},"
                        + " ref: {tag: stable}}")
                .spec());
    assertThat(candidate.at("/metadata/name").asText()).isEqualTo("cluster-candidate");
    assertThat(candidate.get("spec"))
        .isEqualTo(
            source(
                    "",
                    "{url: 'oci://example.org/r', interval: 1h, verify: {provider: cosign},"
                        + " ref: {digest: 'sha256:def'}}")
                .spec());
  }

  @Test
  void shouldTakeNobodyElsesObjectForACopy() {
    // given
    var gated = source("", SPEC);
    var ours = new FluxObject(HeadSource.desired(gate(), gated));
    var unlabelled = new FluxObject(HeadSource.desired(gate(), gated));
    ((ObjectNode) unlabelled.json().get("metadata")).remove("labels");
    var ofAnotherGate = new FluxObject(HeadSource.desired(gate(), gated));
    ((ObjectNode) ofAnotherGate.json().at("/metadata/ownerReferences/0")).put("uid", "other");

    // then
    assertThat(SourceCopy.isOf(gate(), ours)).isTrue();
    assertThat(SourceCopy.isOf(gate(), unlabelled)).isFalse();
    assertThat(SourceCopy.isOf(gate(), ofAnotherGate)).isFalse();
  }

  private static final String REQUESTED = FluxObject.REQUESTED_AT;

  private static FluxObject head(String annotations) {
    return new FluxObject(HeadSource.desired(gate(), source(annotations, SPEC)));
  }

  private static PromotionGate gate() {
    var gate = new PromotionGate();
    gate.setMetadata(
        new ObjectMetaBuilder()
            .withName("cluster")
            .withNamespace("flux-system")
            .withUid("gate-uid")
            .build());
    return gate;
  }

  private static FluxObject source(String annotations, String spec) {
    return FluxObject.of(
        new KubernetesSerialization()
            .unmarshal(
                """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata:
                  name: flux-system
                  namespace: flux-system
                  labels: {headgate.dev/gate: cluster}
                  annotations: %s
                spec: %s
                """
                    .formatted(annotations.isEmpty() ? "{}" : annotations, spec),
                GenericKubernetesResource.class));
  }
}
