package dev.headgate.runtime.host;

import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.host.Gates.SourceRef;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import java.util.List;
import java.util.Optional;

/**
 * What belongs to one gate, read once: its root Kustomization, the gated source, the head source
 * and all that follow.
 */
public record GateContext(
    PromotionGate gate,
    FluxObject root,
    SourceRef sourceRef,
    Optional<FluxObject> gated,
    Optional<FluxObject> head,
    List<FluxObject> followers) {

  /** Empty when the Kustomization that the gate names is not there. */
  public static Optional<GateContext> of(PromotionGate gate, Host host) {
    return Gates.rootOf(gate, host)
        .map(
            root -> {
              var ref = Gates.sourceOf(root);
              return new GateContext(
                  gate,
                  root,
                  ref,
                  host.source(ref.kind(), ref.namespace(), ref.name()),
                  Gates.headOf(gate, ref, host),
                  Gates.followersOf(ref, host));
            });
  }

  public boolean isGit() {
    return sourceRef.kind().equals(FluxKinds.GIT_REPOSITORY.getKind());
  }
}
