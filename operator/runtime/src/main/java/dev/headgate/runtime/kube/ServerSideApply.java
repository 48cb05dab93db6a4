package dev.headgate.runtime.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * The one form in which Headgate writes to the host: server-side apply as field manager {@code
 * headgate}, so that it owns what it writes, and what it no longer writes goes.
 */
public final class ServerSideApply {

  /**
   * Flux takes over the fields of some managers (kubectl*, flux, helm); it leaves this one alone.
   */
  public static final String MANAGER = "headgate";

  private static final PatchContext YIELDING = context(false);
  private static final PatchContext FORCED = context(true);

  private final KubernetesClient client;

  public ServerSideApply(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Writes status whole. Give a bare object (name, namespace, uid, status): the uid keeps the
   * status from an object that was made anew under the same name. Returns what was stored.
   */
  public <T extends HasMetadata> T status(T bare) {
    return client.resource(bare).subresource("status").patch(FORCED);
  }

  /** The same, of a status that no record of ours describes. */
  public void status(ResourceDefinitionContext kind, HasMetadata object, ObjectNode status) {
    var meta = object.getMetadata();
    var bare = JsonNodeFactory.instance.objectNode();
    bare.put("apiVersion", object.getApiVersion()).put("kind", object.getKind());
    bare.putObject("metadata")
        .put("name", meta.getName())
        .put("namespace", meta.getNamespace())
        .put("uid", meta.getUid());
    bare.set("status", status);
    client
        .genericKubernetesResources(kind)
        .inNamespace(meta.getNamespace())
        .resource(FluxObject.JSON.convertValue(bare, GenericKubernetesResource.class))
        .subresource("status")
        .patch(FORCED);
  }

  /** Writes an object of ours, taking its fields from whoever holds them. */
  public FluxObject own(ResourceDefinitionContext kind, ObjectNode object) {
    return patch(kind, object, FORCED);
  }

  /** Writes fields of somebody else's object; a conflict with another manager is an error. */
  public FluxObject yielding(ResourceDefinitionContext kind, ObjectNode object) {
    return patch(kind, object, YIELDING);
  }

  /** Writes a typed object of ours. */
  public void own(HasMetadata object) {
    client.resource(object).patch(FORCED);
  }

  private FluxObject patch(
      ResourceDefinitionContext kind, ObjectNode object, PatchContext context) {
    var resource = FluxObject.JSON.convertValue(object, GenericKubernetesResource.class);
    return FluxObject.of(
        client
            .genericKubernetesResources(kind)
            .inNamespace(resource.getMetadata().getNamespace())
            .resource(resource)
            .patch(context));
  }

  private static PatchContext context(boolean force) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(MANAGER)
        .withForce(force)
        .build();
  }
}
