package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxSpec;
import dev.headgate.api.v1alpha1.PoolRef;
import dev.headgate.api.v1alpha1.PromotionGateSpec;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.runtime.kube.Deletion;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.rest.Json;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;

/** Makes and deletes the ChangeSandboxes themselves: one for each ChangeRequest UID. */
record SandboxObjects(KubernetesClient client, ServerSideApply apply) {

  /** Keeps a ChangeSandbox until nothing is left of what was made for it. */
  static final String FINALIZER = "headgate.dev/sandbox";

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  static String name(ChangeRequest request) {
    return "sbx-" + request.getMetadata().getUid();
  }

  /** Asking again is a no-op. */
  void ask(ChangeRequest request, PromotionGateSpec.Sandbox wanted) {
    apply.own(desired(request, wanted));
  }

  static ChangeSandbox desired(ChangeRequest request, PromotionGateSpec.Sandbox wanted) {
    var meta = request.getMetadata();
    var sandbox = new ChangeSandbox();
    sandbox.setMetadata(
        new ObjectMetaBuilder()
            .withName(name(request))
            .withNamespace(meta.getNamespace())
            .withOwnerReferences(owner(request))
            .build());
    var pool = wanted.poolRef();
    sandbox.setSpec(
        new ChangeSandboxSpec(
            new ChangeSandboxSpec.Holder(meta.getName(), meta.getUid()),
            pool == null ? null : new PoolRef(pool.name(), pool.namespace()),
            wanted.kubeconfig(),
            null));
    return sandbox;
  }

  /** Makes one to be kept warm; again, it is a no-op. */
  void warm(SandboxPool pool, int number) {
    var meta = pool.getMetadata();
    var sandbox = new ChangeSandbox();
    sandbox.setMetadata(
        new ObjectMetaBuilder()
            .withName(warmName(pool, number))
            .withNamespace(meta.getNamespace())
            .withOwnerReferences(owner(pool))
            .build());
    sandbox.setSpec(
        new ChangeSandboxSpec(null, new PoolRef(meta.getName(), meta.getNamespace()), null, null));
    apply.own(sandbox);
  }

  static String warmName(SandboxPool pool, int number) {
    return "warm-%d-%s".formatted(number, pool.getMetadata().getUid());
  }

  private static OwnerReference owner(HasMetadata object) {
    return new OwnerReferenceBuilder()
        .withApiVersion(object.getApiVersion())
        .withKind(object.getKind())
        .withName(object.getMetadata().getName())
        .withUid(object.getMetadata().getUid())
        .withController(true)
        .build();
  }

  /** Takes the finalizer off that very object, which is gone then. */
  void letGo(ChangeSandbox sandbox) {
    var meta = sandbox.getMetadata();
    var patch = Json.object();
    var metadata = patch.putObject("metadata").put("uid", meta.getUid());
    metadata.put("resourceVersion", meta.getResourceVersion());
    var others = metadata.putArray("finalizers");
    meta.getFinalizers().stream().filter(other -> !FINALIZER.equals(other)).forEach(others::add);
    try {
      client
          .resources(ChangeSandbox.class)
          .inNamespace(meta.getNamespace())
          .withName(meta.getName())
          .patch(MERGE, Json.text(patch));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Exactly this one; its finalizer keeps it until nothing is left of it. */
  void delete(ChangeSandbox sandbox) {
    var meta = sandbox.getMetadata();
    if (meta.getDeletionTimestamp() == null) {
      Deletion.delete(
          client,
          "/apis/headgate.dev/v1alpha1/namespaces/%s/changesandboxes/%s"
              .formatted(meta.getNamespace(), meta.getName()),
          meta.getUid());
    }
  }
}
