package dev.headgate.runtime.gate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.runtime.host.GateContext;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.ServerSideApply;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kustomizations to reconcile, which is all that Headgate ever writes to one (policy {@code
 * headgate-writes} allows no more). A gate does its work also where this is refused.
 */
final class FollowerNudge {

  private static final Logger LOG = LoggerFactory.getLogger(FollowerNudge.class);
  private static final String NOT_ASKED = "follower was not asked follower={} why={}";

  private final ServerSideApply apply;

  FollowerNudge(ServerSideApply apply) {
    this.apply = apply;
  }

  /** The UID keeps it from one that was made anew, and from making one that is gone. */
  void nudge(GateContext context, String follower, String token) {
    context.followers().stream()
        .filter(found -> (found.namespace() + "/" + found.name()).equals(follower))
        .findFirst()
        .ifPresent(found -> ask(found, token));
  }

  private void ask(FluxObject follower, String token) {
    try {
      apply.own(FluxKinds.KUSTOMIZATION, request(follower, token));
    } catch (KubernetesClientException e) {
      LOG.warn(NOT_ASKED, follower.namespace() + "/" + follower.name(), e.getMessage());
    }
  }

  private static ObjectNode request(FluxObject follower, String token) {
    var patch = JsonNodeFactory.instance.objectNode();
    patch
        .put("apiVersion", FluxKinds.apiVersion(FluxKinds.KUSTOMIZATION))
        .put("kind", FluxKinds.KUSTOMIZATION.getKind())
        .putObject("metadata")
        .put("name", follower.name())
        .put("namespace", follower.namespace())
        .put("uid", follower.uid())
        .putObject("annotations")
        .put(FluxObject.REQUESTED_AT, token);
    return patch;
  }
}
