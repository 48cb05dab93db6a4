package dev.headgate.runtime.e2e;

import dev.headgate.api.v1alpha1.ChangeApproval;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.local.LocalCluster;
import dev.headgate.runtime.kube.FluxKinds;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Those who act in one {@link Gated} world: an admin, and people who may approve. {@link #BYPASSER}
 * may also bypass.
 */
record Crowd(LocalCluster host, String namespace, Upstream upstream) {

  static final String ALICE = "alice";
  static final String BOB = "bob";
  static final String BYPASSER = "on-call";

  void enter() {
    host.client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    grant(ALICE, "headgate-approve");
    grant(BOB, "headgate-approve");
    grant(BYPASSER, "headgate-bypass");
  }

  void apply(String yaml) {
    host.client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .forceConflicts()
        .serverSideApply();
  }

  /** Whatever the gate is then: nobody here reads it. */
  void patchGate(String name, String json) {
    host.client()
        .genericKubernetesResources(ResourceDefinitionContext.fromResourceType(PromotionGate.class))
        .inNamespace(namespace)
        .withName(name)
        .patch(merge(), json);
  }

  void askAgain(ChangeRequest proof) {
    host.client()
        .resource(proof)
        .patch(
            merge(),
            "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"now\"}}}");
  }

  void deleteRequest(String name) {
    delete(ResourceDefinitionContext.fromResourceType(ChangeRequest.class), name);
  }

  void deleteGate(String name) {
    host.client().resources(PromotionGate.class).inNamespace(namespace).withName(name).delete();
  }

  void deleteApproval(String name) {
    host.client().resources(ChangeApproval.class).inNamespace(namespace).withName(name).delete();
  }

  void delete(ResourceDefinitionContext kind, String name) {
    host.client().genericKubernetesResources(kind).inNamespace(namespace).withName(name).delete();
  }

  /** As an admin, who may do everything, also bypass. */
  void patchSource(String name, String json) {
    host.client()
        .genericKubernetesResources(upstream.kind())
        .inNamespace(namespace)
        .withName(name)
        .patch(merge(), json);
  }

  void patchRoot(String json) {
    host.client()
        .genericKubernetesResources(FluxKinds.KUSTOMIZATION)
        .inNamespace(namespace)
        .withName(Gated.ROOT)
        .patch(merge(), json);
  }

  /** Puts words into the mouth of kustomize-controller. */
  void patchRootStatus(String json) {
    host.client()
        .genericKubernetesResources(FluxKinds.KUSTOMIZATION)
        .inNamespace(namespace)
        .withName(Gated.ROOT)
        .subresource("status")
        .patch(merge(), "{\"status\":%s}".formatted(json));
  }

  /** Does something as a person of that name. */
  void as(String user, Consumer<KubernetesClient> deed) {
    var config =
        new ConfigBuilder(host.client().getConfiguration())
            .withImpersonateUsername(user)
            .withRequestRetryBackoffLimit(0)
            .build();
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      deed.accept(client);
    }
  }

  /** Takes everything away without waiting for it, the gate first. */
  void leave() {
    var client = host.client();
    client.resources(PromotionGate.class).inNamespace(namespace).delete();
    client.genericKubernetesResources(FluxKinds.KUSTOMIZATION).inNamespace(namespace).delete();
    client.genericKubernetesResources(upstream.kind()).inNamespace(namespace).delete();
    client.namespaces().withName(namespace).delete();
  }

  private void grant(String user, String role) {
    host.client()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(role + "-" + user)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .create();
  }

  private static PatchContext merge() {
    return new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();
  }
}
