package dev.headgate.runtime.render;

/** The files of a home lab, as people write them. */
final class HomeLab {

  private HomeLab() {}

  static String kustomization(String namespace, String app, boolean withVolume) {
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

  static String component(String resource) {
    return """
    ---
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    resources:
      - %s
    """
        .formatted(resource);
  }

  static final String CLUSTER_APPS =
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

  static final String NAMESPACE =
      """
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: _
        annotations:
          kustomize.toolkit.fluxcd.io/prune: disabled
      """;

  static final String VOLUME =
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

  static String helmRelease(String app) {
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

  static String ociRepository(String app) {
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
