package dev.headgate.local;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Brings a control plane up, in the order in which its parts need each other. */
record Startup(ControlPlane controlPlane, Duration timeout) {
  static final List<Tool> TOOLS =
      List.of(
          Tool.ETCD,
          Tool.KUBE_APISERVER,
          Tool.KUBE_CONTROLLER_MANAGER,
          Tool.KUBE_SCHEDULER,
          Tool.KWOK);

  private static final String NODE = "local";
  private static final long POLL_MILLIS = 20;

  /** Returns the certificate of its authority, which is there before it is ready. */
  String startApiServer() {
    controlPlane.start(Tool.ETCD);
    controlPlane.start(Tool.KUBE_APISERVER);
    await("the certificate of kube-apiserver", () -> controlPlane.authority() != null);
    return Objects.requireNonNull(controlPlane.authority(), "It does not go away");
  }

  /** Needs the kubeconfigs to have been written. */
  void startTheRest(KubernetesClient client) {
    awaitApiServer(client);
    controlPlane.start(Tool.KUBE_CONTROLLER_MANAGER);
    controlPlane.start(Tool.KWOK);
    controlPlane.start(Tool.KUBE_SCHEDULER);
    createNode(client);
    createStorageClass(client);
    await("the default service account", () -> hasDefaultServiceAccount(client));
    await("the node", () -> isNodeReady(client));
  }

  void awaitApiServer(KubernetesClient client) {
    var impatient =
        new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(0).build();
    try (var probe = new KubernetesClientBuilder().withConfig(impatient).build()) {
      await("kube-apiserver", () -> isReady(probe));
    }
  }

  private static boolean isReady(KubernetesClient probe) {
    try {
      return Objects.equals(probe.raw("/readyz"), "ok");
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private static void createNode(KubernetesClient client) {
    client
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(NODE)
                .addToLabels("kubernetes.io/hostname", NODE)
                .addToLabels("kubernetes.io/os", "linux")
                .endMetadata()
                .build())
        .create();
  }

  /** The default one, of which kwok makes the volumes. */
  private static void createStorageClass(KubernetesClient client) {
    client
        .resource(
            new StorageClassBuilder()
                .withNewMetadata()
                .withName("standard")
                .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                .endMetadata()
                .withProvisioner("headgate.dev/kwok")
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode("Immediate")
                .build())
        .create();
  }

  private static boolean hasDefaultServiceAccount(KubernetesClient client) {
    return client.serviceAccounts().inNamespace("default").withName("default").get() != null;
  }

  /** Ready, and its taint gone, so that pods are scheduled to it. */
  private static boolean isNodeReady(KubernetesClient client) {
    var node = client.nodes().withName(NODE).get();
    return node != null && isReady(node) && node.getSpec().getTaints().isEmpty();
  }

  private static boolean isReady(Node node) {
    return node.getStatus().getConditions().stream()
        .filter(condition -> Objects.equals(condition.getType(), "Ready"))
        .map(NodeCondition::getStatus)
        .anyMatch("True"::equals);
  }

  private void await(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      controlPlane.checkAlive();
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "%s at %s was not ready within %d s; see its log in %s"
                .formatted(
                    what,
                    controlPlane.server(),
                    timeout.toSeconds(),
                    controlPlane.log(Tool.KUBE_APISERVER)));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("Interrupted while a cluster starts", e);
    }
  }
}
