package dev.headgate.runtime.host;

import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestSpec;
import dev.headgate.api.v1alpha1.LocalRef;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.source.CandidateSource;
import dev.headgate.runtime.source.HeadSource;
import dev.headgate.runtime.source.PinField;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a gate, its Kustomization, its sources and its followers belong together. */
public final class Gates {

  private Gates() {}

  /** False of what cannot be read: it counts nowhere. */
  public static boolean isOf(ChangeRequest request, String gate) {
    return Optional.ofNullable(request.getSpec())
        .map(ChangeRequestSpec::gateRef)
        .map(LocalRef::name)
        .filter(gate::equals)
        .isPresent();
  }

  /** The same of an approval; one that cannot be read may be any gate's. */
  public static boolean isOf(ChangeApproval approval, String gate) {
    return Optional.ofNullable(approval.getSpec())
        .map(spec -> spec.gateRef().name())
        .map(gate::equals)
        .orElse(true);
  }

  /** What a Kustomization follows. */
  public static SourceRef sourceOf(FluxObject kustomization) {
    return new SourceRef(
        kustomization.text("/spec/sourceRef/kind").orElse(""),
        kustomization.text("/spec/sourceRef/namespace").orElse(kustomization.namespace()),
        kustomization.text("/spec/sourceRef/name").orElse(""));
  }

  /** The Kustomization that a gate names. */
  public static Optional<FluxObject> rootOf(PromotionGate gate, Host host) {
    return host.kustomization(
        gate.getMetadata().getNamespace(), gate.getSpec().kustomizationRef().name());
  }

  public static Optional<FluxObject> headOf(PromotionGate gate, SourceRef gated, Host host) {
    return host.source(
        gated.kind(), gated.namespace(), HeadSource.nameFor(gate.getMetadata().getName()));
  }

  /** Only an OCIRepository has one. */
  public static Optional<FluxObject> candidateOf(PromotionGate gate, SourceRef gated, Host host) {
    return PinField.of(gated.kind())
        .filter(PinField.DIGEST::equals)
        .flatMap(
            digest ->
                host.source(
                    gated.kind(),
                    gated.namespace(),
                    CandidateSource.nameFor(gate.getMetadata().getName())));
  }

  /** Whether a source is the gated one or a copy of it. */
  public static boolean isPart(FluxObject source, PromotionGate gate, SourceRef gated) {
    var name = gate.getMetadata().getName();
    return source.kind().equals(gated.kind())
        && source.namespace().equals(gated.namespace())
        && Set.of(gated.name(), HeadSource.nameFor(name), CandidateSource.nameFor(name))
            .contains(source.name());
  }

  public static List<FluxObject> followersOf(SourceRef gated, Host host) {
    return host.kustomizations().stream()
        .filter(kustomization -> sourceOf(kustomization).equals(gated))
        .toList();
  }

  /** Names a Flux source. */
  public record SourceRef(String kind, String namespace, String name) {

    @Override
    public String toString() {
      return kind + "/" + namespace + "/" + name;
    }
  }
}
