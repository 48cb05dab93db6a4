package dev.headgate.chart;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;

/** Objects that policies are tried on. */
final class Samples {
  private Samples() {}

  static GenericKubernetesResource gitRepository(String namespace, String name) {
    return yaml(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {namespace: %s, name: %s}
        spec: {url: "https://git.example/home.git", interval: 1h, ref: {branch: main}}
        """
            .formatted(namespace, name));
  }

  static GenericKubernetesResource gatedGitRepository(String namespace) {
    var source = gitRepository(namespace, "cluster");
    source.getMetadata().getLabels().put("headgate.dev/gate", "cluster");
    return source;
  }

  static GenericKubernetesResource ociRepository(String namespace, String name) {
    return yaml(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: OCIRepository
        metadata: {namespace: %s, name: %s}
        spec:
          url: oci://oci.example/home
          interval: 1h
          ref: {tag: latest}
          verify: {provider: cosign, secretRef: {name: keys}}
        """
            .formatted(namespace, name));
  }

  static GenericKubernetesResource gatedOciRepository(String namespace) {
    var source = ociRepository(namespace, "cluster");
    source.getMetadata().getLabels().put("headgate.dev/gate", "cluster");
    return source;
  }

  static GenericKubernetesResource gatedKustomization(String namespace) {
    return yaml(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {namespace: %s, name: cluster, labels: {headgate.dev/gate: cluster}}
        spec: {interval: 1h, prune: true, path: ./a, sourceRef: {kind: GitRepository, name: cluster}}
        """
            .formatted(namespace));
  }

  static GenericKubernetesResource gate(String namespace) {
    return yaml(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: PromotionGate
        metadata: {namespace: %s, name: cluster}
        spec: {kustomizationRef: {name: cluster}}
        """
            .formatted(namespace));
  }

  static GenericKubernetesResource changeRequest(String namespace) {
    return yaml(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeRequest
        metadata: {namespace: %s, name: cluster-1}
        spec: {manifests: {inline: "{}"}}
        """
            .formatted(namespace));
  }

  static GenericKubernetesResource namespace(String name, String podSecurity) {
    return yaml(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: %s, labels: {pod-security.kubernetes.io/enforce: %s}}
        """
            .formatted(name, podSecurity));
  }

  static GenericKubernetesResource roleBinding(String namespace, String role, String account) {
    return yaml(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {namespace: %s, name: %s-%s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
        subjects: [{kind: ServiceAccount, name: %s, namespace: %s}]
        """
            .formatted(namespace, role, account, role, account, Chart.NAMESPACE));
  }

  static GenericKubernetesResource sandbox(String namespace) {
    return yaml(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeSandbox
        metadata: {namespace: %s, name: sbx-1}
        spec: {changeRequest: {name: cluster-1, uid: "1"}, poolRef: {name: pool}}
        """
            .formatted(namespace));
  }

  /**
   * An approval of gate {@code cluster}.
   *
   * @param groups a YAML list
   * @param more further fields of the spec, as YAML, each ended with a comma
   */
  static GenericKubernetesResource approval(
      String namespace, String action, String user, String groups, String more) {
    return yaml(
        """
        apiVersion: headgate.dev/v1alpha1
        kind: ChangeApproval
        metadata: {namespace: %s, name: word}
        spec: {%s gateRef: {name: cluster}, revision: "main@sha1:%s", action: %s, user: "%s", groups: %s}
        """
            .formatted(namespace, more, "4f2c".repeat(10), action, user, groups));
  }

  static GenericKubernetesResource yaml(String text) {
    var object = Serialization.unmarshal(text, GenericKubernetesResource.class);
    if (object.getMetadata().getLabels() == null) {
      object.getMetadata().setLabels(new HashMap<>());
    }
    return object;
  }
}
