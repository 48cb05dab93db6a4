package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestSpec;
import dev.headgate.api.v1alpha1.LocalRef;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.tree.Revision;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;

/**
 * The ChangeRequests that a gate makes for itself, {@code <gate>-<sha12>-<n>}: owned by the gate
 * and without manifests of their own.
 */
final class Attempts {

  private Attempts() {}

  static ChangeRequest make(PromotionGate gate, String name, Revision revision) {
    var request = new ChangeRequest();
    request.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(gate.getMetadata().getNamespace())
            .addToLabels("headgate.dev/gate", gate.getMetadata().getName())
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(gate.getApiVersion())
                    .withKind(gate.getKind())
                    .withName(gate.getMetadata().getName())
                    .withUid(gate.getMetadata().getUid())
                    .withController(true)
                    .build())
            .build());
    request.setSpec(
        new ChangeRequestSpec(
            null,
            new LocalRef(gate.getMetadata().getName()),
            revision.text(),
            null,
            null,
            null,
            List.of(),
            null,
            false));
    return request;
  }

  /** The policy headgate-attempts lets nobody else write such an owner. */
  static boolean isOurs(ChangeRequest request, PromotionGate gate) {
    return request.getMetadata().getOwnerReferences().stream().anyMatch(owner -> is(owner, gate))
        && request.getSpec().manifests() == null;
  }

  private static boolean is(OwnerReference owner, PromotionGate gate) {
    return owner.getUid().equals(gate.getMetadata().getUid())
        && owner.getKind().equals(gate.getKind())
        && owner.getApiVersion().equals(gate.getApiVersion());
  }

  /** The number in its name, 0 for what the gate did not make. */
  static int number(ChangeRequest request, PromotionGate gate) {
    var name = request.getMetadata().getName();
    if (!isOurs(request, gate)) {
      return 0;
    }
    var tail = name.substring(name.lastIndexOf('-') + 1);
    return tail.matches("[0-9]{1,4}") ? Integer.parseInt(tail) : 0;
  }
}
