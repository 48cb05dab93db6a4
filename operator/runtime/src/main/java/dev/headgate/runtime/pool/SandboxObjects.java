package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxSpec;
import dev.headgate.api.v1alpha1.PoolRef;
import dev.headgate.api.v1alpha1.PromotionGateSpec;
import dev.headgate.runtime.kube.Deletion;
import dev.headgate.runtime.kube.ServerSideApply;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Makes and deletes the ChangeSandboxes themselves: one for each ChangeRequest UID. */
record SandboxObjects(KubernetesClient client, ServerSideApply apply) {

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
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(request.getApiVersion())
                    .withKind(request.getKind())
                    .withName(meta.getName())
                    .withUid(meta.getUid())
                    .withController(true)
                    .build())
            .build());
    var pool = wanted.poolRef();
    sandbox.setSpec(
        new ChangeSandboxSpec(
            new ChangeSandboxSpec.Holder(meta.getName(), meta.getUid()),
            pool == null ? null : new PoolRef(pool.name(), pool.namespace()),
            wanted.kubeconfig()));
    return sandbox;
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
