package dev.headgate.local;

/**
 * Tools that are built from one Go module graph, at one version. Each has a {@code tools/<folder>}
 * resource with the go.mod and go.sum that pin every byte of the build.
 */
public enum ToolFamily {
  ETCD("etcd", "3.7.3", ""),
  /**
   * kubectl and others refuse to work with an API server whose version they cannot parse, hence the
   * flags.
   */
  KUBERNETES(
      "kubernetes",
      "1.37.2",
      "-X k8s.io/component-base/version.gitVersion=v1.37.2"
          + " -X k8s.io/component-base/version.gitMajor=1"
          + " -X k8s.io/component-base/version.gitMinor=37"),
  KWOK("kwok", "0.8.0", ""),
  KUSTOMIZE("kustomize", "5.8.1", ""),
  HELM("helm", "4.3.1", "-X helm.sh/helm/v4/internal/version.version=v4.3.1"),
  KUSTOMIZE_CONTROLLER("kustomize-controller", "1.9.5", ""),
  /** Only its CRDs: it does not build from Go modules alone. */
  SOURCE_CONTROLLER("source-controller", "1.9.6", "");

  private final String folder;
  private final String version;
  private final String versionFlags;

  ToolFamily(String folder, String version, String versionFlags) {
    this.folder = folder;
    this.version = version;
    this.versionFlags = versionFlags;
  }

  /** The name of its folder, in the cache and in the resources. */
  public String folder() {
    return folder;
  }

  public String version() {
    return version;
  }

  /** What the Go linker has to set. */
  String linkerFlags() {
    return "-s -w " + versionFlags;
  }
}
