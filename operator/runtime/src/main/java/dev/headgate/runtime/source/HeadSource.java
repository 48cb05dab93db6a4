package dev.headgate.runtime.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.runtime.kube.Deletion;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.ServerSideApply;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * {@code <gate>-head}: an ungated copy of the gated source, by which Headgate sees what is newest.
 * It has the whole spec but for the pin, the interval (a pinned source wants a long one, this one a
 * short one) and suspend; it belongs to the gate, and garbage collection takes it with the gate.
 */
public final class HeadSource {

  /** How often head is looked at when no webhook speaks. */
  private static final String INTERVAL = "1m";

  private static final String SUFFIX = "-head";

  private final ServerSideApply apply;

  public HeadSource(ServerSideApply apply) {
    this.apply = apply;
  }

  public static String nameFor(String gate) {
    return gate + SUFFIX;
  }

  /** What the head source of this gate must be, given its gated source. */
  public static ObjectNode desired(PromotionGate gate, FluxObject gated) {
    var head = JsonNodeFactory.instance.objectNode();
    head.put("apiVersion", FluxKinds.apiVersion(FluxKinds.GIT_REPOSITORY));
    head.put("kind", FluxKinds.GIT_REPOSITORY.getKind());
    var metadata = head.putObject("metadata");
    metadata.put("name", nameFor(gate.getMetadata().getName())).put("namespace", gated.namespace());
    metadata.putObject("labels").put("headgate.dev/head-of", gate.getMetadata().getName());
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
    spec.put("interval", INTERVAL);
    if (spec.get("ref") instanceof ObjectNode ref) {
      ref.remove("commit");
      if (ref.isEmpty()) {
        spec.remove("ref");
      }
    }
    head.set("spec", spec);
    return head;
  }

  /** Whether {@code actual} already is what {@link #desired} says. */
  public static boolean matches(ObjectNode desired, FluxObject actual) {
    return actual.spec().equals(desired.get("spec"))
        && actual
            .annotation(FluxObject.REQUESTED_AT)
            .equals(new FluxObject(desired).annotation(FluxObject.REQUESTED_AT));
  }

  /** Deletes that very head source. */
  public static void delete(KubernetesClient client, FluxObject head) {
    Deletion.delete(
        client,
        "/apis/%s/namespaces/%s/%s/%s"
            .formatted(
                FluxKinds.apiVersion(FluxKinds.GIT_REPOSITORY),
                head.namespace(),
                FluxKinds.GIT_REPOSITORY.getPlural(),
                head.name()),
        head.uid(),
        head.resourceVersion());
  }

  public void apply(ObjectNode desired) {
    apply.own(FluxKinds.GIT_REPOSITORY, desired);
  }
}
