package dev.headgate.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.PromotionGate;
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
    assertThat(HeadSource.matches(desired, new FluxObject(desired.deepCopy()))).isTrue();
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
    assertThat(HeadSource.matches(HeadSource.desired(gate(), gated), source("", changed)))
        .isFalse();
  }

  @Test
  void shouldNotMatchUntilTheRequestWasPassedOn() {
    // given
    var asked = source("{reconcile.fluxcd.io/requestedAt: now}", SPEC);
    var old = new FluxObject(HeadSource.desired(gate(), source("", SPEC)));

    // then
    assertThat(HeadSource.matches(HeadSource.desired(gate(), asked), old)).isFalse();
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
