package dev.headgate.benchmarks;

import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The documents that benchmarks need. */
final class Yaml {

  static final String SOURCE = "flux-system";

  /** What a gate says of its sandbox: the second cluster. */
  static final String SHARED = "{kubeconfig: {secretRef: {name: vcluster-dev}}}";

  /** The same: one of a pool. */
  static final String POOLED = "{poolRef: {name: pool}}";

  private Yaml() {}

  static void apply(KubernetesClient client, String yaml) {
    client
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .forceConflicts()
        .serverSideApply();
  }

  /** Merges JSON into the spec of a Flux object. */
  static void patch(
      KubernetesClient client,
      ResourceDefinitionContext kind,
      String namespace,
      String name,
      String spec) {
    client
        .genericKubernetesResources(kind)
        .inNamespace(namespace)
        .withName(name)
        .patch(
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build(),
            "{\"spec\":%s}".formatted(spec));
  }

  static Optional<FluxObject> flux(
      KubernetesClient client, ResourceDefinitionContext kind, String namespace, String name) {
    return Optional.ofNullable(
            client.genericKubernetesResources(kind).inNamespace(namespace).withName(name).get())
        .map(FluxObject::of);
  }

  static String namespace(String name) {
    return """
    apiVersion: v1
    kind: Namespace
    metadata: {name: %s}
    """
        .formatted(name);
  }

  static String source(String namespace, String url) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: %s, namespace: %s}
    spec: {interval: 1h, url: "%s", ref: {branch: main}}
    """
        .formatted(SOURCE, namespace, url);
  }

  static String kustomization(String namespace, String name, String path) {
    return """
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: %s, namespace: %s}
    spec:
      interval: 1h
      path: %s
      prune: true
      targetNamespace: %s
      sourceRef: {kind: GitRepository, name: %s}
    """
        .formatted(name, namespace, path, namespace, SOURCE);
  }

  static String gate(String namespace, String root, String sandbox) {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: PromotionGate
    metadata: {name: cluster, namespace: %s}
    spec:
      kustomizationRef: {name: %s}
      verification: {duration: 0s}
      sandbox: %s
    """
        .formatted(namespace, root, sandbox);
  }

  /** With which an author asks for more care than the change would get by itself. */
  static String intentHigh() {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: ChangeRequest
    metadata: {name: intent}
    spec:
      title: handle with care
      risk: {atLeast: High, reason: the author says so}
    """;
  }

  static String configMap(String name, String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s}
    data: {value: "%s"}
    """
        .formatted(name, value);
  }
}
