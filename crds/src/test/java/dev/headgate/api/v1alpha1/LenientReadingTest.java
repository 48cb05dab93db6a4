package dev.headgate.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One object that cannot be decoded stops an informer, so reading must not fail on what a newer
 * version wrote.
 */
class LenientReadingTest {

  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Test
  void shouldReadAnUnknownWordAsUnknown() {
    // given
    var yaml =
        """
        spec: {gateRef: {name: cluster}, revision: r, manifests: {teleport: {}}}
        status:
          phase: Meditating
          verdict: {result: Splendid, reason: R, decidedAt: 2026-01-02T03:04:05Z}
          wisdom: {}
        """;
    // when
    var request = read(yaml, ChangeRequest.class);
    // then
    assertThat(request.getStatus().phase()).isEqualTo(Phase.UNKNOWN);
    assertThat(Objects.requireNonNull(request.getStatus().verdict()).result())
        .isEqualTo(Result.UNKNOWN);
  }

  @Test
  void shouldReadAbsentListsAsEmptyAndAbsentChoicesAsTheSafeOnes() {
    // when
    var gate =
        read("spec: {kustomizationRef: {name: flux-system}}\nstatus: {}", PromotionGate.class);
    // then
    assertThat(gate.getSpec().enforcement()).isEqualTo(Enforcement.PIN);
    assertThat(gate.getSpec().onDelete()).isEqualTo(OnDelete.HOLD);
    assertThat(gate.getSpec().intentPath()).isEqualTo("./.headgate");
    assertThat(gate.getStatus().blockers()).isEmpty();
  }

  @Test
  void shouldReadAConditionWithoutMessage() {
    // when
    var gate = read("status: {conditions: [{type: Ready}]}", PromotionGate.class);
    // then
    assertThat(gate.getStatus().conditions().getFirst().message()).isEmpty();
  }

  @Test
  void shouldWriteWhatItReads() {
    // given
    var yaml =
        """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeApproval
        metadata: {name: a}
        spec:
          gateRef: {name: cluster}
          revision: main@sha1:4f2c0e
          action: Bypass
          user: jane
          groups: [platform]
          reason: the provider is down
          expiresAt: 2026-01-02T03:04:05Z
        """;
    // when
    var approval = read(yaml, ChangeApproval.class);
    // then
    assertThat(approval.getSpec())
        .isEqualTo(
            new ChangeApprovalSpec(
                new LocalRef("cluster"),
                "main@sha1:4f2c0e",
                ApprovalAction.BYPASS,
                "jane",
                List.of("platform"),
                "the provider is down",
                Instant.parse("2026-01-02T03:04:05Z")));
    var written = serialization.asJson(approval);
    assertThat(written).contains("\"expiresAt\":\"2026-01-02T03:04:05Z\"", "\"action\":\"Bypass\"");
    assertThat(read(written, ChangeApproval.class).getSpec()).isEqualTo(approval.getSpec());
  }

  @Test
  void shouldShowRevisionsInTheirShortForm() {
    // given
    var gate =
        read(
            "status: {live: 'main@sha1:4f2c0e6b1a90e6f3', head: {revision: 'latest@sha256:0123456789abcdef'}}",
            PromotionGate.class);
    // when
    var written = serialization.asJson(gate.getStatus());
    // then
    assertThat(written)
        .contains(
            "\"shortLive\":\"main@4f2c0e6b1a90\"", "\"shortHead\":\"latest@sha256:0123456789ab\"");
    assertThat(serialization.unmarshal(written, PromotionGateStatus.class))
        .isEqualTo(gate.getStatus());
  }

  @ParameterizedTest
  @CsvSource({"90s, PT90S", "10m, PT10M", "1h30m, PT1H30M", "0s, PT0S"})
  void shouldReadTimeSpansAsPeopleWriteThem(String text, Duration expected) {
    assertThat(new TimeSpan(text).toJava()).isEqualTo(expected);
    assertThat(TimeSpan.of(expected).toJava()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ten minutes", "10", "-5m", "30m1h", "1d", "99999999h"})
  void shouldSayWhatATimeSpanMayBe(String text) {
    assertThatThrownBy(() -> new TimeSpan(text).toJava())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not a duration")
        .hasMessageContaining("90s, 10m or 1h30m");
  }

  @Test
  void shouldCutTextsToTheirBound() {
    assertThat(Bounds.clip("abc", 3)).isEqualTo("abc");
    assertThat(Bounds.clip("abcd", 3)).isEqualTo("ab…");
    assertThat(Bounds.clip("a😀bc", 3)).isEqualTo("a…");
    assertThat(new Gap("K", null, "x".repeat(2000)).reason()).hasSize(Bounds.MESSAGE);
  }

  private <T> T read(String yaml, Class<T> type) {
    return serialization.unmarshal(yaml, type);
  }
}
