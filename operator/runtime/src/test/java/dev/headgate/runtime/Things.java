package dev.headgate.runtime;

/** YAML of objects for tests; each begins with a document separator. */
public final class Things {

  private Things() {}

  public static String namespace(String name) {
    return """
    ---
    apiVersion: v1
    kind: Namespace
    metadata: {name: %s}
    """
        .formatted(name);
  }

  /** A namespace, and a Deployment {@code web} in it; the label chooses how its pods behave. */
  public static String app(String namespace, String version, String podLabel) {
    return namespace(namespace) + deployment(namespace, "web", version, podLabel);
  }

  public static String deployment(String namespace, String name, String version, String podLabel) {
    return """
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %2$s, namespace: %1$s}
    spec:
      replicas: 1
      selector: {matchLabels: {app: %2$s}}
      template:
        metadata:
          labels: {app: %2$s%4$s}
        spec:
          containers: [{name: app, image: 'registry.example.org/web:%3$s'}]
    """
        .formatted(namespace, name, version, podLabel.isEmpty() ? "" : ", " + podLabel);
  }

  public static String configMap(String namespace, String key, String value) {
    return """
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings, namespace: %s}
    data: {%s: %s}
    """
        .formatted(namespace, key, value);
  }

  public static String secret(String namespace) {
    return """
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: credentials, namespace: %s}
    stringData: {password: placeholder}
    """
        .formatted(namespace);
  }

  /** A CustomResourceDefinition of Widgets whose spec knows one integer. */
  public static String widgets(String field) {
    return """
    ---
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: widgets.tests.headgate.dev}
    spec:
      group: tests.headgate.dev
      scope: Namespaced
      names: {kind: Widget, plural: widgets}
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec: {type: object, properties: {%s: {type: integer}}}
    """
        .formatted(field);
  }

  public static String widget(String namespace) {
    return """
    ---
    apiVersion: tests.headgate.dev/v1
    kind: Widget
    metadata: {name: one, namespace: %s}
    spec: {size: 3}
    """
        .formatted(namespace);
  }
}
