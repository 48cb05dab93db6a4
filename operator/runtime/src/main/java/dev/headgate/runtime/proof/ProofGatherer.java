package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.LocalRef;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Host;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins passes: finds the gate that a ChangeRequest is for, and what belongs to it. */
public final class ProofGatherer {

  private final Supplier<Host> cached;
  private final Host live;
  private final ProofWork work;

  public ProofGatherer(Supplier<Host> cached, Host live, ProofWork work) {
    this.cached = cached;
    this.live = live;
    this.work = work;
  }

  ProofPass begin(ChangeRequest request, Instant now) {
    var judged = request.getStatus() != null && request.getStatus().verdict() != null;
    return new ProofPass(request, judged ? Optional.empty() : context(request), work, now);
  }

  /** A cache that has not filled yet must not look like a gate that is not there. */
  private Optional<GateContext> context(ChangeRequest request) {
    return context(request, cached.get()).or(() -> context(request, live));
  }

  private static Optional<GateContext> context(ChangeRequest request, Host host) {
    return Optional.ofNullable(request.getSpec().gateRef())
        .map(LocalRef::name)
        .flatMap(name -> host.gate(request.getMetadata().getNamespace(), name))
        .flatMap(gate -> GateContext.of(gate, host));
  }
}
