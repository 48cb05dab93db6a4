package dev.headgate.runtime.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.api.v1alpha1.ApprovalAction;
import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.GapKind;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateSpec;
import dev.headgate.api.v1alpha1.TimeSpan;
import dev.headgate.core.change.Gap;
import dev.headgate.core.gate.Approval;
import dev.headgate.core.gate.Approvers;
import dev.headgate.core.gate.AskedOfLive;
import dev.headgate.core.gate.Enforcement;
import dev.headgate.core.gate.Freeze;
import dev.headgate.core.gate.Gate;
import dev.headgate.core.gate.OnDelete;
import dev.headgate.core.gate.Rollback;
import dev.headgate.core.probe.ProbeReader;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.tree.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people wrote into PromotionGates and ChangeApprovals, in the words of the core. */
final class GateSpecs {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration VERIFICATION = Duration.ofMinutes(10);

  private GateSpecs() {}

  static Gate gate(PromotionGate gate) {
    var meta = gate.getMetadata();
    var spec = gate.getSpec();
    return new Gate(
        meta.getNamespace(),
        meta.getName(),
        meta.getUid(),
        meta.getGeneration(),
        switch (spec.enforcement()) {
          case PIN -> Enforcement.PIN;
          case OBSERVE -> Enforcement.OBSERVE;
          // A word that this version does not know: hold, rather than let through.
          case UNKNOWN -> Enforcement.PIN;
        },
        switch (spec.onDelete()) {
          case RELEASE -> OnDelete.RELEASE;
          case HOLD -> OnDelete.HOLD;
          case UNKNOWN -> OnDelete.HOLD;
        },
        meta.getDeletionTimestamp() != null,
        span(spec.soak(), Duration.ZERO),
        Optional.ofNullable(spec.approvals()).map(GateSpecs::approvers).orElse(Approvers.NONE),
        Optional.ofNullable(spec.freeze())
            .map(freeze -> new Freeze(Optional.ofNullable(freeze.until()), freeze.reason())),
        spec.verification() == null
            ? VERIFICATION
            : span(spec.verification().duration(), VERIFICATION),
        asked(spec),
        switch (spec.rollback()) {
          case MANUAL -> Rollback.MANUAL;
          case NEVER, UNKNOWN -> Rollback.NEVER;
        });
  }

  /** The schema has let most mistakes out; an expression, say, is read here only. */
  private static AskedOfLive asked(PromotionGateSpec spec) {
    if (spec.verification() == null) {
      return AskedOfLive.NOTHING;
    }
    var unreadable = new ArrayList<String>();
    var probes =
        new ProbeReader(
                "spec.verification.probes",
                (field, message) -> unreadable.add(field + " " + message))
            .read(MAPPER.valueToTree(spec.verification().probes()));
    return new AskedOfLive(probes, unreadable);
  }

  /** What a person decided; what this version does not understand is kept as that. */
  static Approval approval(ChangeApproval approval) {
    var meta = approval.getMetadata();
    var createdAt = Instant.parse(meta.getCreationTimestamp());
    var spec = approval.getSpec();
    return Optional.ofNullable(spec)
        .filter(readable -> !readable.revision().isBlank())
        .flatMap(readable -> action(readable.action()))
        .map(
            action ->
                new Approval(
                    meta.getName(),
                    spec.user(),
                    spec.groups(),
                    new Revision(spec.revision()),
                    action,
                    createdAt,
                    Optional.ofNullable(spec.expiresAt()),
                    Optional.ofNullable(spec.reason()).orElse("")))
        .orElseGet(() -> Approval.unreadable(meta.getName(), createdAt));
  }

  private static Optional<Approval.Action> action(ApprovalAction action) {
    return switch (action) {
      case APPROVE -> Optional.of(Approval.Action.APPROVE);
      case HOLD -> Optional.of(Approval.Action.HOLD);
      case BYPASS -> Optional.of(Approval.Action.BYPASS);
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Approvers approvers(PromotionGateSpec.Approvals approvals) {
    return new Approvers(
        approvals.required(),
        approvals.users(),
        approvals.groups(),
        approvals.appliesTo().stream().flatMap(GateSpecs::level).toList(),
        approvals.gaps().stream().flatMap(GateSpecs::gap).collect(Collectors.toSet()));
  }

  /** A word of another version is about gaps that this one does not make. */
  private static Stream<Gap.Kind> gap(GapKind kind) {
    return Arrays.stream(Gap.Kind.values()).filter(known -> known.name().equals(kind.name()));
  }

  private static Stream<RiskLevel> level(dev.headgate.api.v1alpha1.RiskLevel level) {
    return switch (level) {
      case LOW -> Stream.of(RiskLevel.LOW);
      case MEDIUM -> Stream.of(RiskLevel.MEDIUM);
      case HIGH -> Stream.of(RiskLevel.HIGH);
      case UNKNOWN -> Stream.of();
    };
  }

  private static Duration span(
      @org.jspecify.annotations.Nullable TimeSpan span, Duration otherwise) {
    return span == null ? otherwise : span.toJava();
  }
}
