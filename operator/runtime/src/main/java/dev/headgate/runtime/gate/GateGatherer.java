package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus.Probed;
import dev.headgate.core.gate.Follower;
import dev.headgate.core.gate.GateFacts;
import dev.headgate.core.gate.Guard;
import dev.headgate.core.gate.Head;
import dev.headgate.core.gate.Ledger;
import dev.headgate.core.gate.ProbedLive;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.guard.GuardCheck;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Gates;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.status.ProbeStatuses;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads, once, all that a gate is decided on. */
final class GateGatherer {

  private final GuardCheck guard;
  private final Candidates candidates;
  private final Landings landings;

  GateGatherer(GuardCheck guard, Candidates candidates, Landings landings) {
    this.guard = guard;
    this.candidates = candidates;
    this.landings = landings;
  }

  /** The facts; {@code context} is empty when the gate's Kustomization is missing. */
  GateFacts gather(
      PromotionGate gate,
      Optional<GateContext> context,
      Optional<Probed> probed,
      Host host,
      Instant now) {
    var meta = gate.getMetadata();
    var ledger = Ledgers.read(gate.getStatus());
    var approvals =
        host.approvals(meta.getNamespace(), meta.getName()).stream()
            .map(GateSpecs::approval)
            .toList();
    return new GateFacts(
        GateSpecs.gate(gate),
        Sources.of(gate, context),
        context.map(c -> rivals(gate, c, host)).orElse(List.of()),
        guardFact(),
        context.map(c -> Heads.of(c, now)).orElseGet(Head.Absent::new),
        landings.of(context, ledger, gate, host),
        ledger,
        context.map(c -> candidates.of(c, liveFor(c, ledger), host)).orElse(List.of()),
        approvals,
        context.map(GateGatherer::followers).orElse(List.of()),
        probed.map(GateGatherer::probed),
        PreviousStatus.of(gate.getStatus()));
  }

  /** What is about to move a pin does not trust an old look at the guard. */
  void lookAtGuardAgain() {
    guard.forget();
  }

  private Guard guardFact() {
    var missing = guard.missing();
    return missing.isEmpty() ? new Guard.Present() : new Guard.Missing(missing);
  }

  /** What candidates are compared with: what was let through last, or is adopted now. */
  static Optional<Revision> liveFor(GateContext context, Ledger ledger) {
    return ledger.history().stream()
        .findFirst()
        .map(recorded -> recorded.revision())
        .or(
            () ->
                context.gated().flatMap(FluxObject::artifact).map(artifact -> artifact.revision()));
  }

  private static List<String> rivals(PromotionGate gate, GateContext context, Host host) {
    return host.gates().stream()
        .filter(other -> !other.getMetadata().getUid().equals(gate.getMetadata().getUid()))
        .filter(
            other ->
                Gates.rootOf(other, host)
                    .map(Gates::sourceOf)
                    .filter(context.sourceRef()::equals)
                    .isPresent())
        .map(other -> other.getMetadata().getNamespace() + "/" + other.getMetadata().getName())
        .sorted()
        .toList();
  }

  private static ProbedLive probed(Probed probed) {
    return new ProbedLive(
        new Revision(probed.revision()),
        probed.at(),
        probed.probes().stream().flatMap(status -> ProbeStatuses.read(status).stream()).toList());
  }

  private static List<Follower> followers(GateContext context) {
    return context.followers().stream()
        .map(
            kustomization ->
                new Follower(
                    kustomization.namespace() + "/" + kustomization.name(),
                    !kustomization.isFailing(),
                    kustomization.text("/status/lastAppliedRevision").map(Revision::new),
                    kustomization.flag("/spec/suspend")
                        || kustomization.text("/metadata/deletionTimestamp").isPresent(),
                    kustomization.text("/status/lastAttemptedRevision").map(Revision::new),
                    kustomization.annotation(FluxObject.REQUESTED_AT)))
        .toList();
  }
}
