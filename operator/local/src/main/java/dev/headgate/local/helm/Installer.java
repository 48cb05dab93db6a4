package dev.headgate.local.helm;

import dev.headgate.local.LocalCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;

/** Installs and uninstalls one release. */
record Installer(LocalCluster host, LocalCluster sandbox) {

  private static final String FINALIZER = "finalizers.fluxcd.io";
  private static final String SECRET = "vc-sbx";
  private static final String CHANGE = "headgate.dev/change";
  private static final String INVENTORIES = "headgate-sandbox";
  private static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  /** A vCluster brings its own DNS; here it is pods of kwok that become ready. */
  private void startDns() {
    var labels = Map.of("k8s-app", "vcluster-kube-dns");
    sandbox
        .client()
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName("coredns")
                .withNamespace("kube-system")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("coredns")
                .withImage("coredns:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  /** Returns whether it has to be looked at again. */
  boolean reconcile(ObjectMeta seen, Behaviour behaviour) {
    var resource =
        host.client()
            .genericKubernetesResources(HelmStandIn.RELEASES)
            .inNamespace(seen.getNamespace())
            .withName(seen.getName());
    var release = resource.get();
    if (release == null || !release.getMetadata().getUid().equals(seen.getUid())) {
      return false;
    }
    if (release.getMetadata().getDeletionTimestamp() != null) {
      return !uninstall(release, resource);
    }
    if (behaviour != Behaviour.SILENT) {
      resource.patch(MERGE, "{\"metadata\":{\"finalizers\":[\"" + FINALIZER + "\"]}}");
      install(release, resource, behaviour);
    }
    return false;
  }

  private void install(
      GenericKubernetesResource release,
      Resource<GenericKubernetesResource> resource,
      Behaviour behaviour) {
    var generation = release.getMetadata().getGeneration();
    if (behaviour == Behaviour.FAILS) {
      var message = "Failed to install after 2 attempt(s)";
      resource
          .subresource("status")
          .patch(MERGE, status(generation, "False", "InstallFailed", message, true));
      return;
    }
    startDns();
    writeSecret(release, behaviour == Behaviour.EMPTY_SECRET ? "" : sandbox.adminKubeconfigYaml());
    var message = "Helm install succeeded for release sbx.v1 with chart vcluster@0.36.1";
    resource
        .subresource("status")
        .patch(MERGE, status(generation, "True", "InstallSucceeded", message, false));
  }

  /**
   * As the account of the release: what it may not do fails here as it would in helm-controller.
   */
  private void writeSecret(GenericKubernetesResource release, String kubeconfig) {
    var namespace = release.<String>get("spec", "targetNamespace");
    try (var account =
        host.clientAs(
            release.getMetadata().getNamespace(), release.get("spec", "serviceAccountName"))) {
      account
          .resource(
              new SecretBuilder()
                  .withNewMetadata()
                  .withName(SECRET)
                  .withNamespace(namespace)
                  .addToLabels("app", "vcluster")
                  .addToLabels("vcluster-name", "sbx")
                  .endMetadata()
                  .addToStringData("config", kubeconfig)
                  .addToStringData("token", "")
                  .build())
          .forceConflicts()
          .serverSideApply();
    }
  }

  /** Returns whether it is done, with all that was applied inside. */
  private boolean uninstall(
      GenericKubernetesResource release, Resource<GenericKubernetesResource> resource) {
    if (!isWiped()) {
      return false;
    }
    host.client()
        .secrets()
        .inNamespace(release.get("spec", "targetNamespace"))
        .withName(SECRET)
        .delete();
    if (List.of(FINALIZER).equals(release.getMetadata().getFinalizers())) {
      resource.patch(MERGE, "{\"metadata\":{\"finalizers\":null}}");
    }
    return true;
  }

  /** The data of a vCluster go with it; those of the cluster that stands in for it do not. */
  private boolean isWiped() {
    var client = sandbox.client();
    var changed = client.namespaces().withLabel(CHANGE);
    var ours = client.namespaces().withName(INVENTORIES);
    changed.delete();
    ours.delete();
    client.configMaps().inAnyNamespace().withLabel(CHANGE).delete();
    return changed.list().getItems().isEmpty() && ours.get() == null;
  }

  private static String status(
      long generation, String ready, String reason, String message, boolean stalled) {
    var condition =
        "{\"type\":\"%s\",\"status\":\"%s\",\"reason\":\"%s\",\"message\":\"%s\",\"lastTransitionTime\":\"2026-01-01T00:00:00Z\"}";
    var conditions = condition.formatted("Ready", ready, reason, message);
    if (stalled) {
      conditions += "," + condition.formatted("Stalled", "True", "RetriesExceeded", message);
    }
    return "{\"status\":{\"observedGeneration\":%d,\"conditions\":[%s]}}"
        .formatted(generation, conditions);
  }
}
