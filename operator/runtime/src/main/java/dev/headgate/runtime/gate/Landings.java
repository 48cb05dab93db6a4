package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.HistoryEntry;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.gate.Landing;
import dev.headgate.core.gate.Ledger;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.artifact.Artifact;
import dev.headgate.runtime.artifact.FetchResult;
import dev.headgate.runtime.assess.Revisions;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.source.PinField;
import java.util.Optional;

/**
 * Tells whether the source serves what its pin names: the commit by the artifact's revision, the
 * bytes by our own digest over its files. Flux's Ready and observedGeneration are not asked; both
 * lie after a fast A, B, A.
 */
final class Landings {

  private final Revisions revisions;

  Landings(Revisions revisions) {
    this.revisions = revisions;
  }

  Landing of(Optional<GateContext> context, Ledger ledger, PromotionGate gate, Host host) {
    var source = context.flatMap(GateContext::gated);
    var pin = source.flatMap(gated -> PinField.of(gated).read(gated));
    var artifact = source.flatMap(FluxObject::artifact);
    if (source.isEmpty() || pin.isEmpty() || artifact.isEmpty()) {
      return new Landing.None();
    }
    if (!artifact.get().revision().commit().equals(pin.get())) {
      return new Landing.Waiting("the source still shows " + artifact.get().revision());
    }
    return expectedTree(artifact.get().revision(), ledger, gate, host)
        .map(expected -> compare(source.get(), artifact.get(), expected))
        .orElseGet(Landing.Landed::new);
  }

  private Landing compare(FluxObject source, Artifact artifact, String expected) {
    return switch (revisions.fetch(source)) {
      case FetchResult.Fetched(var tree) ->
          tree.digest().value().equals(expected)
              ? new Landing.Landed()
              : new Landing.WrongBytes(tree.digest().value());
      case FetchResult.Refused(var reason) -> new Landing.WrongBytes(reason);
      case FetchResult.Gone() ->
          new Landing.Waiting("artifact %s is not served".formatted(artifact.digest()));
      case FetchResult.Unavailable(var reason) -> new Landing.Waiting(reason);
    };
  }

  /** The tree that was proven for this revision; empty when it was adopted or bypassed. */
  private static Optional<String> expectedTree(
      Revision revision, Ledger ledger, PromotionGate gate, Host host) {
    var proof =
        ledger
            .inFlight()
            .filter(move -> move.revision().sameCommit(revision))
            .flatMap(move -> move.changeRequest());
    if (proof.isPresent()) {
      return host
          .changeRequests(gate.getMetadata().getNamespace(), gate.getMetadata().getName())
          .stream()
          .filter(request -> request.getMetadata().getName().equals(proof.get()))
          .findFirst()
          .flatMap(Landings::provenTree);
    }
    return Optional.ofNullable(gate.getStatus()).stream()
        .flatMap(status -> status.history().stream())
        .filter(entry -> new Revision(entry.revision()).sameCommit(revision))
        .findFirst()
        .map(HistoryEntry::treeDigest);
  }

  static Optional<String> provenTree(ChangeRequest request) {
    return Optional.ofNullable(request.getStatus())
        .map(status -> status.verdict())
        .map(verdict -> verdict.treeDigest());
  }
}
