package dev.headgate.runtime.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.ServerSideApply;
import java.util.List;

/**
 * The {@link PinField} of a gated source, owned by field manager {@code headgate}. Each write names
 * the resourceVersion that was decided on, so that a source which has changed since is left alone
 * and decided on again.
 */
public final class Pin {

  /** Marks a gated source, and binds the guard policy to it; its value is the gate's name. */
  public static final String GATE_LABEL = "headgate.dev/gate";

  /** How the tokens of our own requests to reconcile begin. */
  static final String OUR_TOKENS = "headgate-";

  private final ServerSideApply apply;

  public Pin(ServerSideApply apply) {
    this.apply = apply;
  }

  public static boolean isOurs(FluxObject source) {
    return owners(source).contains(ServerSideApply.MANAGER);
  }

  /** All field managers that own the pin. */
  public static List<String> owners(FluxObject source) {
    return source.owners(PinField.of(source).managed());
  }

  /** Shows {@code revision} from now on. */
  public void move(FluxObject source, String gate, Revision revision) {
    apply.yielding(PinField.of(source).kind(), pinned(source, gate, revision));
  }

  /** Takes the pin back from whoever wrote it. */
  public void repair(FluxObject source, String gate, Revision revision) {
    apply.own(PinField.of(source).kind(), pinned(source, gate, revision));
  }

  /** Lets the source follow its branch or tag again. */
  public void release(FluxObject source) {
    apply.own(PinField.of(source).kind(), bare(source));
  }

  /**
   * Asks source-controller to look now, at a source that is pinned; {@code token} is any text that
   * it has not seen.
   */
  public void nudge(FluxObject source, String gate, String token) {
    var pin = PinField.of(source);
    pin.read(source)
        .ifPresent(
            shown -> {
              var patch = pinned(source, gate, new Revision(shown));
              ((ObjectNode) patch.get("metadata"))
                  .putObject("annotations")
                  .put(FluxObject.REQUESTED_AT, token);
              apply.own(pin.kind(), patch);
            });
  }

  private static ObjectNode pinned(FluxObject source, String gate, Revision revision) {
    var patch = bare(source);
    ((ObjectNode) patch.get("metadata")).putObject("labels").put(GATE_LABEL, gate);
    PinField.of(source).write(patch.putObject("spec").putObject("ref"), revision);
    return patch;
  }

  private static ObjectNode bare(FluxObject source) {
    var kind = PinField.of(source).kind();
    var patch = JsonNodeFactory.instance.objectNode();
    patch.put("apiVersion", FluxKinds.apiVersion(kind));
    patch.put("kind", kind.getKind());
    patch
        .putObject("metadata")
        .put("name", source.name())
        .put("namespace", source.namespace())
        .put("uid", source.uid())
        .put("resourceVersion", source.resourceVersion());
    return patch;
  }
}
