package dev.headgate.runtime.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.ServerSideApply;
import java.util.List;

/**
 * {@code spec.ref.commit} of a gated GitRepository, owned by field manager {@code headgate}. Each
 * write names the resourceVersion that was decided on, so that a source which has changed since is
 * left alone and decided on again.
 */
public final class Pin {

  /** Marks a gated source, and binds the guard policy to it; its value is the gate's name. */
  public static final String GATE_LABEL = "headgate.dev/gate";

  /** How the tokens of our own requests to reconcile begin. */
  static final String OUR_TOKENS = "headgate-";

  private static final String FIELD = "/f:spec/f:ref/f:commit";

  private final ServerSideApply apply;

  public Pin(ServerSideApply apply) {
    this.apply = apply;
  }

  public static boolean isOurs(FluxObject source) {
    return owners(source).contains(ServerSideApply.MANAGER);
  }

  /** All field managers that own the pin. */
  public static List<String> owners(FluxObject source) {
    return source.owners(FIELD);
  }

  /** Shows {@code commit} from now on. */
  public void move(FluxObject source, String gate, String commit) {
    apply.yielding(FluxKinds.GIT_REPOSITORY, pinned(source, gate, commit));
  }

  /** Takes the pin back from whoever wrote it. */
  public void repair(FluxObject source, String gate, String commit) {
    apply.own(FluxKinds.GIT_REPOSITORY, pinned(source, gate, commit));
  }

  /** Lets the source follow its branch again. */
  public void release(FluxObject source) {
    apply.own(FluxKinds.GIT_REPOSITORY, bare(source));
  }

  /** Asks source-controller to look now; {@code token} is any text that it has not seen. */
  public void nudge(FluxObject source, String gate, String commit, String token) {
    var patch = pinned(source, gate, commit);
    ((ObjectNode) patch.get("metadata"))
        .putObject("annotations")
        .put(FluxObject.REQUESTED_AT, token);
    apply.own(FluxKinds.GIT_REPOSITORY, patch);
  }

  private static ObjectNode pinned(FluxObject source, String gate, String commit) {
    var patch = bare(source);
    ((ObjectNode) patch.get("metadata")).putObject("labels").put(GATE_LABEL, gate);
    patch.putObject("spec").putObject("ref").put("commit", commit);
    return patch;
  }

  private static ObjectNode bare(FluxObject source) {
    var patch = JsonNodeFactory.instance.objectNode();
    patch.put("apiVersion", FluxKinds.apiVersion(FluxKinds.GIT_REPOSITORY));
    patch.put("kind", FluxKinds.GIT_REPOSITORY.getKind());
    patch
        .putObject("metadata")
        .put("name", source.name())
        .put("namespace", source.namespace())
        .put("uid", source.uid())
        .put("resourceVersion", source.resourceVersion());
    return patch;
  }
}
