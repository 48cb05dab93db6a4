package dev.headgate.runtime.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.flux.SourceRef;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.yaml.Documents;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Repositories in the shapes that people have, made here: a root {@code cluster-apps} that patches
 * its children, {@code apps/<namespace>/<app>/ks.yaml}, components, and namespaces called {@code
 * _}.
 */
final class TreeFixtures {

  static final SourceRef SOURCE = new SourceRef("GitRepository", "flux-system", "flux-system");
  static final String ROOT = "flux-system/cluster";
  static final int APPS_A_NAMESPACE = 10;

  private final Map<String, TreeFile> files = new LinkedHashMap<>();

  private TreeFixtures() {}

  static TreeFixtures tree() {
    return new TreeFixtures();
  }

  /** {@code apps} Kustomizations with a HelmRelease and its chart each, beside the two roots. */
  static TreeFixtures homeLab(int apps) {
    var tree = new TreeFixtures();
    tree.file("README.md", "# home\n")
        .file("bootstrap/helmfile.yaml", "releases: []\n")
        .file("talos/talconfig.yaml", "talosVersion: v1.11.0\n")
        .file("kubernetes/flux/cluster/ks.yaml", HomeLab.CLUSTER_APPS)
        .file(
            "kubernetes/components/common/kustomization.yaml", HomeLab.component("namespace.yaml"))
        .file("kubernetes/components/common/namespace.yaml", HomeLab.NAMESPACE)
        .file("kubernetes/components/volume/kustomization.yaml", HomeLab.component("pvc.yaml"))
        .file("kubernetes/components/volume/pvc.yaml", HomeLab.VOLUME);
    for (int app = 0; app < apps; app++) {
      tree.app(namespaceOf(app), "app-" + app, app % 3 == 0);
    }
    for (int first = 0; first < apps; first += APPS_A_NAMESPACE) {
      tree.namespace(namespaceOf(first), first, Math.min(apps, first + APPS_A_NAMESPACE));
    }
    return tree;
  }

  static String namespaceOf(int app) {
    return "ns-" + app / APPS_A_NAMESPACE;
  }

  static String appFolder(int app) {
    return "kubernetes/apps/%s/app-%d".formatted(namespaceOf(app), app);
  }

  TreeFixtures file(String path, String content) {
    files.put(path, TreeFile.text(content));
    return this;
  }

  TreeFixtures without(String prefix) {
    files.keySet().removeIf(path -> path.startsWith(prefix));
    return this;
  }

  TreeFixtures edit(String path, UnaryOperator<String> change) {
    var before = Objects.requireNonNull(files.get(path), path).asText();
    var after = change.apply(before);
    if (after.equals(before)) {
      throw new AssertionError("the edit of " + path + " changes nothing");
    }
    return file(path, after);
  }

  TreeFixtures replace(String path, String from, String to) {
    return edit(path, text -> text.replace(from, to));
  }

  Tree build() {
    return Tree.of(files);
  }

  /** The Kustomization that flux-operator makes, which nobody in the tree defines. */
  static ObjectNode root(String path) {
    return yaml(
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: cluster, namespace: flux-system}
        spec:
          path: %s
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
        """
            .formatted(path));
  }

  static String configMap(String metadata, String data) {
    return """
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: %s
    data: %s
    """
        .formatted(metadata, data);
  }

  static String ks(String name, String path, String more) {
    return """
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: %s, namespace: flux-system}
    spec:
      path: %s
      prune: true
      sourceRef: {kind: GitRepository, name: flux-system}
      %s
    """
        .formatted(name, path, more);
  }

  static ObjectNode yaml(String text) {
    JsonNode content =
        new Documents(Limits.Yaml.STANDARD)
            .read("fixture", text.getBytes(StandardCharsets.UTF_8))
            .getFirst()
            .content();
    return (ObjectNode) content;
  }

  private void namespace(String namespace, int firstApp, int lastApp) {
    var list = new StringBuilder();
    for (int app = firstApp; app < lastApp; app++) {
      list.append("  - ./app-%d/ks.yaml\n".formatted(app));
    }
    file(
        "kubernetes/apps/%s/kustomization.yaml".formatted(namespace),
        """
        ---
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: %s
        components:
          - ../../components/common
        resources:
        """
                .formatted(namespace)
            + list);
  }

  private void app(String namespace, String app, boolean withVolume) {
    var folder = "kubernetes/apps/%s/%s".formatted(namespace, app);
    file(folder + "/ks.yaml", HomeLab.kustomization(namespace, app, withVolume))
        .file(
            folder + "/app/kustomization.yaml",
            """
            ---
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources:
              - ./helmrelease.yaml
              - ./ocirepository.yaml
            """)
        .file(folder + "/app/helmrelease.yaml", HomeLab.helmRelease(app))
        .file(folder + "/app/ocirepository.yaml", HomeLab.ociRepository(app));
  }
}
