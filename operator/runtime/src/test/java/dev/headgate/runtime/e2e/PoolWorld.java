package dev.headgate.runtime.e2e;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import dev.headgate.local.Lab;
import dev.headgate.local.helm.HelmStandIn;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Optional;

/** What tests of pools share: a pool, and what is left of its sandboxes. */
final class PoolWorld {

  /** On all that belongs to a sandbox. */
  static final String OF = "headgate.dev/change-sandbox";

  private PoolWorld() {}

  static void applyPool(Gated world, String spec) {
    world.apply(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: SandboxPool
        metadata: {name: pool, namespace: %s}
        spec:
        """
                .formatted(world.namespace())
            + spec.indent(2));
  }

  static Optional<SandboxPoolStatus> status(Gated world) {
    return Optional.ofNullable(pool(world).get()).map(SandboxPool::getStatus);
  }

  static Resource<SandboxPool> pool(Gated world) {
    return world
        .lab()
        .host()
        .client()
        .resources(SandboxPool.class)
        .inNamespace(world.namespace())
        .withName("pool");
  }

  static List<ChangeSandbox> sandboxes(Gated world) {
    return world
        .lab()
        .host()
        .client()
        .resources(ChangeSandbox.class)
        .inNamespace(world.namespace())
        .list()
        .getItems();
  }

  /** No sandbox of that world, and on the host nothing that is labelled as one. */
  static void awaitNothingLeft(Gated world) {
    world.awaitThat("no sandbox is left", () -> left(world).isEmpty());
  }

  private static List<String> left(Gated world) {
    var host = world.lab().host().client();
    return List.<List<? extends HasMetadata>>of(
            sandboxes(world), host.namespaces().withLabel(OF).list().getItems(), releases(host))
        .stream()
        .flatMap(List::stream)
        .map(object -> object.getKind() + " " + object.getMetadata().getName())
        .toList();
  }

  private static List<GenericKubernetesResource> releases(KubernetesClient host) {
    return host.genericKubernetesResources(HelmStandIn.RELEASES)
        .inNamespace(Lab.HEADGATE)
        .list()
        .getItems();
  }
}
