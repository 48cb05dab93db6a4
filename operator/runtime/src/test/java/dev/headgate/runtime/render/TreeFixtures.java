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
        .file("kubernetes/flux/cluster/ks.yaml", CLUSTER_APPS)
        .file("kubernetes/components/common/kustomization.yaml", component("namespace.yaml"))
        .file("kubernetes/components/common/namespace.yaml", NAMESPACE)
        .file("kubernetes/components/volume/kustomization.yaml", component("pvc.yaml"))
        .file("kubernetes/components/volume/pvc.yaml", VOLUME);
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
    file(folder + "/ks.yaml", kustomization(namespace, app, withVolume))
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
        .file(folder + "/app/helmrelease.yaml", helmRelease(app))
        .file(folder + "/app/ocirepository.yaml", ociRepository(app));
  }

  private static String kustomization(String namespace, String app, boolean withVolume) {
    return """
    ---
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata:
      name: %s
    spec:
    %s  interval: 1h
      path: ./kubernetes/apps/%s/%s/app
      postBuild:
        substitute:
          APP: %s
          CAPACITY: 5Gi
      prune: true
      sourceRef:
        kind: GitRepository
        name: flux-system
        namespace: flux-system
      targetNamespace: %s
      wait: false
    """
        .formatted(
            app,
            withVolume ? "  components:\n    - ../../../../components/volume\n" : "",
            namespace,
            app,
            app,
            namespace);
  }

  private static String component(String resource) {
    return """
    ---
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    resources:
      - %s
    """
        .formatted(resource);
  }

  private static final String CLUSTER_APPS =
      """
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: cluster-apps
        namespace: flux-system
      spec:
        interval: 1h
        path: ./kubernetes/apps
        prune: true
        sourceRef:
          kind: GitRepository
          name: flux-system
        wait: false
        patches:
          - patch: |-
              apiVersion: kustomize.toolkit.fluxcd.io/v1
              kind: Kustomization
              metadata:
                name: _
              spec:
                deletionPolicy: WaitForTermination
                patches:
                  - patch: |-
                      apiVersion: helm.toolkit.fluxcd.io/v2
                      kind: HelmRelease
                      metadata:
                        name: _
                      spec:
                        install:
                          crds: CreateReplace
                    target:
                      group: helm.toolkit.fluxcd.io
                      kind: HelmRelease
            target:
              group: kustomize.toolkit.fluxcd.io
              kind: Kustomization
      """;

  private static final String NAMESPACE =
      """
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: _
        annotations:
          kustomize.toolkit.fluxcd.io/prune: disabled
      """;

  private static final String VOLUME =
      """
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: ${APP}
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: ${CAPACITY:=1Gi}
        storageClassName: ${STORAGE_CLASS:=ceph-block}
      """;

  private static String helmRelease(String app) {
    return """
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata:
      name: %s
    spec:
      chartRef:
        kind: OCIRepository
        name: %s
      interval: 1h
      values:
        controllers:
          main:
            containers:
              app:
                image:
                  repository: ghcr.io/example/%s
                  tag: 1.2.3@sha256:0a1b2c3d
        persistence:
          config:
            existingClaim: ${APP}
    """
        .formatted(app, app, app);
  }

  private static String ociRepository(String app) {
    return """
    ---
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: OCIRepository
    metadata:
      name: %s
    spec:
      interval: 15m
      ref:
        tag: 4.2.0
      url: oci://ghcr.io/bjw-s-labs/helm/app-template
    """
        .formatted(app);
  }
}
