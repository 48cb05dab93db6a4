package dev.headgate.runtime.host;

import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.artifact.Artifact;
import dev.headgate.runtime.host.Gates.SourceRef;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.source.PinField;
import java.util.List;
import java.util.Optional;

/**
 * What belongs to one gate, read once: its root Kustomization, the gated source, its copies, all
 * that follow, and where CI publishes its renderings.
 *
 * @param head sees what is newest
 * @param candidate has the bytes of what is newest, of an OCIRepository
 */
public record GateContext(
    PromotionGate gate,
    FluxObject root,
    SourceRef sourceRef,
    Optional<FluxObject> gated,
    Optional<FluxObject> head,
    Optional<FluxObject> candidate,
    List<FluxObject> followers,
    RenderedSources rendered) {

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
                  Gates.candidateOf(gate, ref, host),
                  Gates.followersOf(ref, host),
                  RenderedSources.of(gate, host));
            });
  }

  /** What the head source says is newest. */
  public Optional<Revision> newest() {
    return head.flatMap(FluxObject::artifact).map(Artifact::revision);
  }

  /** The copy whose bytes are those of the revision that it names. */
  public Optional<FluxObject> bytes() {
    return PinField.of(sourceRef.kind()).filter(PinField.DIGEST::equals).isPresent()
        ? candidate
        : head;
  }
}
