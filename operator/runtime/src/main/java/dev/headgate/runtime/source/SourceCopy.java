package dev.headgate.runtime.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.kube.Deletion;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * What the two copies of a gated source have in common: its whole spec but for the pin, the
 * interval and suspend, so that credentials, ignore rules and {@code verify} stay in force. They
 * belong to the gate, and garbage collection takes them with it.
 */
public final class SourceCopy {

  /** Marks a copy, and binds the policy to it that keeps others away. */
  private static final String HEAD_OF = "headgate.dev/head-of";

  private SourceCopy() {}

  /** A copy of that name, with all that is said here. */
  static ObjectNode of(PromotionGate gate, FluxObject gated, String name, String interval) {
    var pin = PinField.of(gated);
    var copy = JsonNodeFactory.instance.objectNode();
    copy.put("apiVersion", FluxKinds.apiVersion(pin.kind()));
    copy.put("kind", pin.kind().getKind());
    var metadata = copy.putObject("metadata");
    metadata.put("name", name).put("namespace", gated.namespace());
    metadata.putObject("labels").put(HEAD_OF, gate.getMetadata().getName());
    gated
        .annotation(FluxObject.REQUESTED_AT)
        .filter(at -> !at.startsWith(Pin.OUR_TOKENS))
        .ifPresent(at -> metadata.putObject("annotations").put(FluxObject.REQUESTED_AT, at));
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", gate.getApiVersion())
        .put("kind", gate.getKind())
        .put("name", gate.getMetadata().getName())
        .put("uid", gate.getMetadata().getUid());
    var spec = gated.spec().deepCopy();
    spec.remove("suspend");
    spec.put("interval", interval);
    if (spec.get("ref") instanceof ObjectNode ref) {
      pin.remove(ref);
      if (ref.isEmpty()) {
        spec.remove("ref");
      }
    }
    copy.set("spec", spec);
    return copy;
  }

  /** Whether Headgate made it for this gate, so that it was guarded from the beginning. */
  public static boolean isOf(PromotionGate gate, FluxObject copy) {
    return copy.label(HEAD_OF).filter(gate.getMetadata().getName()::equals).isPresent()
        && copy.text("/metadata/ownerReferences/0/uid")
            .filter(gate.getMetadata().getUid()::equals)
            .isPresent();
  }

  /** Whether {@code actual} already is what {@code desired} says. */
  public static boolean matches(ObjectNode desired, FluxObject actual) {
    return actual.spec().equals(desired.get("spec"))
        && actual
            .annotation(FluxObject.REQUESTED_AT)
            .equals(new FluxObject(desired).annotation(FluxObject.REQUESTED_AT));
  }

  /** Deletes that very copy. */
  public static void delete(KubernetesClient client, FluxObject copy) {
    var kind = PinField.of(copy).kind();
    Deletion.delete(
        client,
        "/apis/%s/namespaces/%s/%s/%s"
            .formatted(FluxKinds.apiVersion(kind), copy.namespace(), kind.getPlural(), copy.name()),
        copy.uid(),
        copy.resourceVersion());
  }
}
