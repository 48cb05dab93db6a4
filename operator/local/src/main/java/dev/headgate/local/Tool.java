package dev.headgate.local;

/** A program that local control planes, the demo or tests run. */
public enum Tool {
  ETCD(ToolFamily.ETCD, "etcd", "go.etcd.io/etcd/server/v3"),
  KUBE_APISERVER(ToolFamily.KUBERNETES, "kube-apiserver", "k8s.io/kubernetes/cmd/kube-apiserver"),
  KUBE_CONTROLLER_MANAGER(
      ToolFamily.KUBERNETES,
      "kube-controller-manager",
      "k8s.io/kubernetes/cmd/kube-controller-manager"),
  KUBE_SCHEDULER(ToolFamily.KUBERNETES, "kube-scheduler", "k8s.io/kubernetes/cmd/kube-scheduler"),
  KUBECTL(ToolFamily.KUBERNETES, "kubectl", "k8s.io/kubernetes/cmd/kubectl"),
  /** Plays the kubelet: nodes and pods become ready without a container. */
  KWOK(ToolFamily.KWOK, "kwok", "sigs.k8s.io/kwok/cmd/kwok"),
  KUSTOMIZE(ToolFamily.KUSTOMIZE, "kustomize", "sigs.k8s.io/kustomize/kustomize/v5"),
  HELM(ToolFamily.HELM, "helm", "helm.sh/helm/v4/cmd/helm"),
  /** Flux's. */
  KUSTOMIZE_CONTROLLER(
      ToolFamily.KUSTOMIZE_CONTROLLER,
      "kustomize-controller",
      "github.com/fluxcd/kustomize-controller");

  private final ToolFamily family;
  private final String program;
  private final String goPackage;

  Tool(ToolFamily family, String program, String goPackage) {
    this.family = family;
    this.program = program;
    this.goPackage = goPackage;
  }

  public ToolFamily family() {
    return family;
  }

  /** The file name of its executable. */
  public String program() {
    return program;
  }

  String goPackage() {
    return goPackage;
  }
}
