package dev.headgate.runtime.e2e;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.source.LocalGit;

/** The documents of a small world. */
final class Yaml {

  private Yaml() {}

  /** Flux as bootstrap leaves it, but that all that is applied lands in that namespace. */
  static String flux(String namespace, Upstream upstream, LocalGit git) {
    var kind = upstream.kind().getKind();
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: %s
    metadata: {name: %s, namespace: %s}
    spec: {interval: 1h, %s}
    ---
    %s\
    """
        .formatted(
            kind,
            Gated.SOURCE,
            namespace,
            upstream.spec(git),
            kustomization(namespace, Gated.ROOT, "./apps")
                .replace("kind: GitRepository", "kind: " + kind));
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
        .formatted(name, namespace, path, namespace, Gated.SOURCE);
  }

  /** With more lines of its spec, not indented. */
  static String gate(String namespace, String name, String spec) {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: PromotionGate
    metadata: {name: %s, namespace: %s}
    spec:
      kustomizationRef: {name: %s}
      verification: {duration: 0s}
    """
            .formatted(name, namespace, Gated.ROOT)
        + spec.indent(2);
  }

  static String configMap(String name, String data) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s}
    data: {%s}
    """
        .formatted(name, data);
  }

  static String deployment(String name, String image) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s}
    spec:
      selector: {matchLabels: {app: %s}}
      template:
        metadata: {labels: {app: %s}}
        spec:
          containers: [{name: app, image: "%s"}]
    """
        .formatted(name, name, name, image);
  }

  /** The same, whose pods never become ready. */
  static String brokenDeployment(String name, String image) {
    return deployment(name, image)
        .replace(
            "labels: {app: ", "labels: {%s: image-pull, app: ".formatted(LocalCluster.KWOK_LABEL));
  }

  /** What an author says of the commit that it arrives with. */
  static String intent(String risk) {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: ChangeRequest
    metadata: {name: intent}
    spec:
      title: handle with care
      risk: {atLeast: %s, reason: the author says so}
    """
        .formatted(risk);
  }

  /** The same, of an author who does not want to wait for longer than that. */
  static String intent(String risk, String deadline) {
    return intent(risk) + "  deadline: " + deadline + "\n";
  }
}
