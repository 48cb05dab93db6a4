package dev.headgate.faults.world;

/** What a world is made of. */
final class Documents {

  private Documents() {}

  static String namespace(String name) {
    return """
    apiVersion: v1
    kind: Namespace
    metadata: {name: %s}
    """
        .formatted(name);
  }

  /** Flux as its bootstrap leaves it, but that all that is applied lands in that namespace. */
  static String flux(String namespace, String url) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: %2$s, namespace: %1$s}
    spec: {interval: 1h, url: "%4$s", ref: {branch: main}}
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: %3$s, namespace: %1$s}
    spec:
      interval: 1h
      path: ./apps
      prune: true
      targetNamespace: %1$s
      sourceRef: {kind: GitRepository, name: %2$s}
    """
        .formatted(namespace, Scene.SOURCE, Scene.ROOT, url);
  }

  /** With more lines of its spec, not indented. */
  static String gate(String namespace, String spec) {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: PromotionGate
    metadata: {name: %s, namespace: %s}
    spec:
      kustomizationRef: {name: %s}
      verification: {duration: 0s}
    """
            .formatted(Scene.GATE, namespace, Scene.ROOT)
        + spec.indent(2);
  }

  static String settings(String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings}
    data: {value: "%s"}
    """
        .formatted(value);
  }

  static String secret(String value) {
    return """
    apiVersion: v1
    kind: Secret
    metadata: {name: credentials}
    stringData: {password: "%s"}
    """
        .formatted(value);
  }

  static String intentMedium() {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: ChangeRequest
    metadata: {name: intent}
    spec:
      title: to be tried
      risk: {atLeast: Medium, reason: the author says so}
    """;
  }

  static String approval(String namespace, String name, String action, String user, String commit) {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: ChangeApproval
    metadata: {name: %s, namespace: %s}
    spec:
      gateRef: {name: %s}
      revision: main@sha1:%s
      action: %s
      user: %s
      reason: because the test says so
    """
        .formatted(name, namespace, Scene.GATE, commit, action, user);
  }

  /** Everything that the chart lets an editor of the namespace do, and more; but not bypass. */
  static String editor(String namespace, String user) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: editor, namespace: %1$s}
    rules:
    - apiGroups: [headgate.dev, source.toolkit.fluxcd.io, kustomize.toolkit.fluxcd.io, ""]
      resources: ["*"]
      verbs: [get, list, watch, create, update, patch, delete]
    - apiGroups: [headgate.dev]
      resources: [promotiongates]
      verbs: [approve]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: editor-%2$s, namespace: %1$s}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: editor}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %2$s}]
    """
        .formatted(namespace, user);
  }
}
