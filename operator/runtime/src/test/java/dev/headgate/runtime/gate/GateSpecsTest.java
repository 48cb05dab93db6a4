package dev.headgate.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.GapKind;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.change.Gap;
import dev.headgate.core.gate.Approval;
import dev.headgate.core.gate.Enforcement;
import dev.headgate.core.gate.OnDelete;
import dev.headgate.core.gate.Rollback;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.risk.RiskLevel;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSpecsTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @Test
  void shouldEnforceAndHoldWhenNothingElseIsSaid() {
    // when
    var gate = GateSpecs.gate(gate(""));

    // then
    assertThat(gate.enforcement()).isEqualTo(Enforcement.PIN);
    assertThat(gate.onDelete()).isEqualTo(OnDelete.HOLD);
    assertThat(gate.minSoak()).isZero();
    assertThat(gate.approvers().required()).isZero();
    assertThat(gate.freeze()).isEmpty();
    assertThat(gate.verification()).isEqualTo(Duration.ofMinutes(10));
    assertThat(gate.probes().probes()).isEmpty();
    assertThat(gate.rollback()).isEqualTo(Rollback.MANUAL);
    assertThat(gate.beingDeleted()).isFalse();
  }

  @Test
  void shouldLetAGateAskAboutEachKindOfGapThatThereIs() {
    assertThat(
            Arrays.stream(GapKind.values()).map(Enum::name).filter(name -> !name.equals("UNKNOWN")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Gap.Kind.values()).map(Enum::name).toList());
  }

  @Test
  void shouldReadAllThatCanBeSaid() {
    // when
    var gate =
        GateSpecs.gate(
            gate(
                """
                  enforcement: Observe
                  onDelete: Release
                  rollback: Never
                  soak: 1h30m
                  approvals: {required: 2, users: [ann], groups: [ops], appliesTo: [Low, High], gaps: [StandIn]}
                  freeze: {until: 2026-12-27T00:00:00Z, reason: holidays}
                  verification:
                    duration: 30s
                    probes: [{name: web, http: {namespace: web, service: web, port: 80}}]
                """));

    // then
    assertThat(gate.enforcement()).isEqualTo(Enforcement.OBSERVE);
    assertThat(gate.onDelete()).isEqualTo(OnDelete.RELEASE);
    assertThat(gate.rollback()).isEqualTo(Rollback.NEVER);
    assertThat(gate.minSoak()).isEqualTo(Duration.ofMinutes(90));
    assertThat(gate.approvers().required()).isEqualTo(2);
    assertThat(gate.approvers().users()).containsExactly("ann");
    assertThat(gate.approvers().groups()).containsExactly("ops");
    assertThat(gate.approvers().gaps()).containsExactly(Gap.Kind.STAND_IN);
    assertThat(gate.approvers().appliesTo()).containsExactly(RiskLevel.LOW, RiskLevel.HIGH);
    assertThat(gate.freeze().orElseThrow().until()).contains(Instant.parse("2026-12-27T00:00:00Z"));
    assertThat(gate.verification()).isEqualTo(Duration.ofSeconds(30));
    assertThat(gate.probes().probes()).extracting(Probe::name).containsExactly("web");
    assertThat(gate.probes().unreadable()).isEmpty();
  }

  @Test
  void shouldReadTheProbesThatItCanAndSayWhatIsWrongWithTheOthers() {
    // when
    var probes =
        GateSpecs.gate(
                gate(
                    """
                      verification:
                        duration: 30s
                        probes:
                        - {name: web, http: {namespace: web, service: web, port: 80}}
                        - name: app
                          expression: {apiVersion: v1, kind: Pod, name: a, namespace: b, current: "1 +"}
                    """))
            .probes();

    // then
    assertThat(probes.probes()).extracting(Probe::name).containsExactly("web");
    assertThat(probes.unreadable())
        .singleElement()
        .asString()
        .startsWith("spec.verification.probes[app].expression.current ");
  }

  /** The schema refuses them; an API server that lost its schema does not. */
  @ParameterizedTest
  @CsvSource({"enforcement: Perhaps", "onDelete: Whatever"})
  void shouldHoldOnAWordThatItDoesNotKnow(String line) {
    // when
    var gate = GateSpecs.gate(gate("  " + line + "\n"));

    // then
    assertThat(gate.enforcement()).isEqualTo(Enforcement.PIN);
    assertThat(gate.onDelete()).isEqualTo(OnDelete.HOLD);
  }

  @Test
  void shouldReadAFreezeWithoutEndAsOneThatDoesNotEnd() {
    assertThat(GateSpecs.gate(gate("  freeze: {reason: audit}\n")).freeze().orElseThrow().until())
        .isEmpty();
  }

  @Test
  void shouldReadWhatAPersonDecided() {
    // when
    var approval = GateSpecs.approval(approval("Approve", "main@sha1:abc"));

    // then
    assertThat(approval.action()).isEqualTo(Approval.Action.APPROVE);
    assertThat(approval.user()).isEqualTo("ann");
    assertThat(approval.revision().commit()).isEqualTo("abc");
    assertThat(approval.reason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Applaud, main@sha1:abc", "Approve, ' '"})
  void shouldKeepWhatItDoesNotUnderstandAsThat(String action, String revision) {
    // when
    var approval = GateSpecs.approval(approval(action, "'" + revision + "'"));

    // then
    assertThat(approval.action()).isEqualTo(Approval.Action.UNREADABLE);
    assertThat(approval.name()).isEqualTo("a");
  }

  @Test
  void shouldKeepAnApprovalWithoutASpec() {
    // given
    var bare = approval("Approve", "main@sha1:abc");
    bare.setSpec(null);

    // when
    var approval = GateSpecs.approval(bare);

    // then
    assertThat(approval.action()).isEqualTo(Approval.Action.UNREADABLE);
  }

  private static PromotionGate gate(String spec) {
    return YAML.unmarshal(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: PromotionGate
        metadata: {name: cluster, namespace: flux-system, uid: u, generation: 1}
        spec:
          kustomizationRef: {name: flux-system}
        """
            + spec,
        PromotionGate.class);
  }

  private static ChangeApproval approval(String action, String revision) {
    return YAML.unmarshal(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeApproval
        metadata: {name: a, namespace: flux-system, creationTimestamp: 2026-11-23T12:00:00Z}
        spec:
          gateRef: {name: cluster}
          user: ann
          action: %s
          revision: %s
        """
            .formatted(action, revision),
        ChangeApproval.class);
  }
}
