package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.calm;
import static dev.headgate.core.risk.Example.fires;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.Example.ofKustomization;
import static dev.headgate.core.risk.NetworkingExamples.ociRepository;
import static dev.headgate.core.risk.NetworkingExamples.release;
import static dev.headgate.core.risk.RiskLevel.HIGH;
import static dev.headgate.core.risk.RiskLevel.LOW;
import static dev.headgate.core.risk.RiskLevel.MEDIUM;

import java.util.List;
import java.util.function.UnaryOperator;

final class VersionExamples {

  static final List<Example> ALL =
      List.of(
          controller(MEDIUM, "a minor of cert-manager", "cert-manager", "v1.19.2", "v1.20.0"),
          controller(HIGH, "a major of kyverno", "kyverno", "3.4.1", "4.0.0"),
          controller(
              HIGH, "a 0.x minor of external-secrets", "external-secrets", "0.9.1", "0.10.0"),
          controller(HIGH, "a downgrade of cert-manager", "cert-manager", "v1.20.0", "v1.19.2"),
          controller(MEDIUM, "a minor of monitoring", "kube-prometheus-stack", "79.1.0", "79.2.0"),
          controller(MEDIUM, "a minor of an unknown operator", "odd-operator", "1.1.0", "1.2.0"),
          fires(
              MEDIUM,
              "ControllerUpgrade",
              "a minor by the chart of a release",
              object(
                  "helm.toolkit.fluxcd.io/v2 HelmRelease cm/cm",
                  "spec: {chart: {spec: {chart: cert-manager, version: 1.19.2}}}"),
              object(
                  "helm.toolkit.fluxcd.io/v2 HelmRelease cm/cm",
                  "spec: {chart: {spec: {chart: cert-manager, version: 1.20.0}}}")),
          fires(
              MEDIUM,
              "ControllerUpgrade",
              "a chart for any app whose release is a controller",
              chartOf("net/k8s-gateway", "4.1.0") + releaseOf("net/k8s-gateway"),
              chartOf("net/k8s-gateway", "4.2.0") + releaseOf("net/k8s-gateway")),
          fires(
              MEDIUM,
              "ControllerUpgrade",
              "a chart for any app, one of whose releases is a controller",
              chartOf("net/x", "4.1.0")
                  + releaseOf("net/k8s-gateway").replace("k8s-gateway}\n", "x}\n"),
              chartOf("net/x", "4.2.0")
                  + releaseOf("net/k8s-gateway").replace("k8s-gateway}\n", "x}\n")),
          calm(
              "ControllerUpgrade",
              "a patch of cert-manager",
              ociRepository("cm/cm", "oci://example.org/charts/cert-manager", "v1.19.2"),
              ociRepository("cm/cm", "oci://example.org/charts/cert-manager", "v1.19.3")),
          calm(
              "ControllerUpgrade",
              "other bytes of cert-manager",
              ociRepository("cm/cm", "oci://example.org/cert-manager", "v1.19.2@sha256:aa"),
              ociRepository("cm/cm", "oci://example.org/cert-manager", "v1.19.2@sha256:bb")),
          controller(MEDIUM, "a tag that is no version", "cert-manager", "edge", "nightly"),
          controller(MEDIUM, "a minor of what a sandbox cannot run", "cilium", "1.18.0", "1.19.0"),
          controller(MEDIUM, "a minor of the CRDs of an operator", "odd-crds", "1.1.0", "1.2.0"),
          fires(
              MEDIUM,
              "ControllerUpgrade",
              "a Git tag of a controller",
              object(
                  "source.toolkit.fluxcd.io/v1 GitRepository sys/x",
                  "spec: {url: https://example.org/a/cert-manager.git, ref: {tag: v1.19.2}}"),
              object(
                  "source.toolkit.fluxcd.io/v1 GitRepository sys/x",
                  "spec: {url: https://example.org/a/cert-manager.git, ref: {tag: v1.20.0}}")),
          calm(
              "ControllerUpgrade",
              "a chart that is named for the first time",
              release("cm/cm", "chart: {spec: {chart: cert-manager}}"),
              release("cm/cm", "chart: {spec: {chart: cert-manager, version: 1.20.0}}")),
          calm(
              "ControllerUpgrade",
              "a source that has a tag for the first time",
              object(
                  "source.toolkit.fluxcd.io/v1 OCIRepository cm/cm",
                  "spec: {url: oci://example.org/cert-manager}"),
              ociRepository("cm/cm", "oci://example.org/cert-manager", "v1.20.0")),
          calm(
              "ControllerUpgrade",
              "a major of an app",
              ociRepository("web/app", "oci://example.org/charts/jellyfin", "1.0.0"),
              ociRepository("web/app", "oci://example.org/charts/jellyfin", "2.0.0")),
          fires(
              MEDIUM,
              "ControllerByRights",
              "a Deployment bound to a ClusterRole",
              deployment("1.1.0") + binding("odd"),
              deployment("1.2.0") + binding("odd")),
          fires(
              HIGH,
              "ControllerByRights",
              "a Deployment beside CRDs",
              deployment("1.1.0") + ownCrd(),
              deployment("2.0.0") + ownCrd()),
          calm(
              "ControllerByRights",
              "a Deployment with no such rights",
              deployment("1.1.0") + binding("other"),
              deployment("1.2.0") + binding("other")),
          calm(
              "ControllerByRights",
              "a patch of one that has",
              deployment("1.1.0") + binding("odd"),
              deployment("1.1.1") + binding("odd")),
          calm(
              "ControllerByRights",
              "a controller that is known by name",
              deployment("1.1.0").replace("x/odd", "x/odd-controller") + binding("odd"),
              deployment("1.2.0").replace("x/odd", "x/odd-controller") + binding("odd")),
          calm(
              "ControllerByRights",
              "a Job with such rights",
              deployment("1.1.0").replace("Deployment", "Job") + binding("odd"),
              deployment("1.2.0").replace("Deployment", "Job") + binding("odd")),
          fires(
              MEDIUM,
              "ControllerByRights",
              "a Deployment whose default account is bound",
              deployment("1.1.0").replace("serviceAccountName: odd, ", "") + binding("default"),
              deployment("1.2.0").replace("serviceAccountName: odd, ", "") + binding("default")),
          fires(
              MEDIUM,
              "ControllerByRights",
              "a Deployment whose rights go with the same change",
              deployment("1.1.0") + binding("odd"),
              deployment("1.2.0")),
          calm(
              "ControllerByRights",
              "an account of that name in another namespace",
              deployment("1.1.0") + binding("odd").replace("namespace: web", "namespace: x"),
              deployment("1.2.0") + binding("odd").replace("namespace: web", "namespace: x")),
          calm(
              "ControllerByRights",
              "a person of that name",
              deployment("1.1.0") + binding("odd").replace("kind: ServiceAccount", "kind: User"),
              deployment("1.2.0") + binding("odd").replace("kind: ServiceAccount", "kind: User")),
          calm(
              "ControllerByRights",
              "a binding within one namespace",
              deployment("1.1.0") + binding("odd").replace("ClusterRoleB", "RoleB"),
              deployment("1.2.0") + binding("odd").replace("ClusterRoleB", "RoleB")),
          calm(
              "ControllerByRights",
              "CRDs of another Kustomization",
              deployment("1.1.0") + ofKustomization("flux-system/crds", ownCrd()),
              deployment("1.2.0") + ofKustomization("flux-system/crds", ownCrd())),
          fires(
              HIGH,
              "ClusterUpgrade",
              "a plan of the system-upgrade-controller",
              "",
              object("upgrade.cattle.io/v1 Plan sys/k3s", "spec: {version: v1.33.0}")),
          fires(HIGH, "ClusterUpgrade", "a patch of Talos", talos("v1.12.1"), talos("v1.12.2")),
          calm("ClusterUpgrade", "an app", deployment("1.1.0"), deployment("1.2.0")),
          app(LOW, "a minor of an app", "1.1.0", "1.2.0"),
          app(LOW, "a 0.x minor of an app", "0.1.0", "0.2.0"),
          app(MEDIUM, "a major of an app", "1.1.0", "2.0.0"),
          app(MEDIUM, "a downgrade of an app", "1.2.0", "1.1.0"),
          app(MEDIUM, "a tag that is no version", "develop", "main"),
          fires(
              HIGH,
              "AppVersion",
              "a major of a database by a custom resource",
              object(
                  "postgresql.cnpg.io/v1 Cluster db/main",
                  "spec: {imageName: example.org/postgresql:17.5}"),
              object(
                  "postgresql.cnpg.io/v1 Cluster db/main",
                  "spec: {imageName: example.org/postgresql:18.0}")),
          fires(
              MEDIUM,
              "AppVersion",
              "another image of the same version",
              appWith("1.1.0"),
              appWith("1.1.0").replace("x/jellyfin", "x/miner")),
          calmApp(
              "a patch from another registry",
              "1.1.0",
              "1.1.1",
              text -> text.replace("x/jellyfin", "y/z/jellyfin")),
          calm(
              "AppVersion",
              "a minor of a controller",
              ociRepository("cm/cm", "oci://example.org/cert-manager", "1.19.0"),
              ociRepository("cm/cm", "oci://example.org/cert-manager", "1.20.0")),
          fires(
              MEDIUM,
              "AppVersion",
              "a minor of a database",
              ociRepository("db/redis", "oci://example.org/redis", "8.0.0"),
              ociRepository("db/redis", "oci://example.org/redis", "8.1.0")),
          calm(
              "AppVersion",
              "an image for the first time",
              release("web/jellyfin", "a: 1"),
              appWith("1.1.0")),
          calmApp("a patch", "1.1.0", "1.1.1"),
          calmApp("a digest", "1.1.0@sha256:aa", "1.1.0@sha256:bb"),
          calmApp("a digest of a moving tag", "develop@sha256:aa", "develop@sha256:bb"),
          calm(
              "AppVersion",
              "a digest of an OCIRepository",
              object(
                  "source.toolkit.fluxcd.io/v1 OCIRepository web/app",
                  "spec: {url: oci://example.org/app, ref: {digest: sha256:aa}}"),
              object(
                  "source.toolkit.fluxcd.io/v1 OCIRepository web/app",
                  "spec: {url: oci://example.org/app, ref: {digest: sha256:bb}}")),
          fires(
              MEDIUM,
              "NodeDaemon",
              "other arguments of a DaemonSet on the host's network",
              daemonSet("hostNetwork: true", "a"),
              daemonSet("hostNetwork: true", "b")),
          onNode("hostPID: true"),
          onNode("volumes: [{name: a, emptyDir: {}}, {name: b, hostPath: {path: /}}]"),
          onNode("initContainers: [{name: b, securityContext: {privileged: true}}]"),
          calm(
              "NodeDaemon",
              "other arguments of an ordinary one",
              daemonSet("hostNetwork: false", "a"),
              daemonSet("hostNetwork: false", "b")),
          calm(
              "NodeDaemon",
              "other arguments of one with a folder of its own",
              daemonSet("volumes: [{name: a, emptyDir: {}}]", "a"),
              daemonSet("volumes: [{name: a, emptyDir: {}}]", "b")),
          calm("NodeDaemon", "one that goes", daemonSet("hostNetwork: true", "a"), ""),
          calm(
              "NodeDaemon",
              "a patch, which its label tells, too",
              labelled("1", daemonSet("hostNetwork: true", "a")),
              labelled(
                  "2", daemonSet("hostNetwork: true", "a").replace("logs:1.0.0", "logs:1.0.1"))),
          fires(
              MEDIUM,
              "NodeDaemon",
              "a patch with another label",
              daemonSet("hostNetwork: true", "a"),
              daemonSet("hostNetwork: true", "a")
                  .replace("logs:1.0.0", "logs:1.0.1")
                  .replace("metadata: {", "metadata: {labels: {a: b}, ")),
          calm(
              "NodeDaemon",
              "a Deployment on the host's network",
              daemonSet("hostNetwork: true", "a").replace("DaemonSet", "Deployment"),
              daemonSet("hostNetwork: true", "b").replace("DaemonSet", "Deployment")),
          calm(
              "NodeSoftware",
              "a patch of spegel by the version of its chart",
              release("kube-system/spegel", "chart: {spec: {chart: spegel, version: 0.4.1}}"),
              release("kube-system/spegel", "chart: {spec: {chart: spegel, version: 0.4.2}}")),
          calm(
              "NodeSoftware",
              "a patch of spegel by the tag of its image",
              release("kube-system/spegel", "values: {image: {repository: x/spegel, tag: 0.4.1}}"),
              release("kube-system/spegel", "values: {image: {repository: x/spegel, tag: 0.4.2}}")),
          calm(
              "NodeSoftware",
              "other bytes of spegel's image",
              release("kube-system/spegel", "values: {image: {repository: x/spegel, digest: a}}"),
              release("kube-system/spegel", "values: {image: {repository: x/spegel, digest: b}}")),
          fires(
              MEDIUM,
              "NodeSoftware",
              "a device plugin that nobody knows",
              "",
              release("kube-system/odd-device-plugin", "values: {a: 1}")),
          calm(
              "NodeSoftware", "one that goes", release("kube-system/spegel", "values: {a: 1}"), ""),
          calm(
              "NodeSoftware",
              "other values of an app",
              release("web/app", "values: {a: 1}"),
              release("web/app", "values: {a: 2}")),
          fires(
              MEDIUM,
              "NodeSoftware",
              "other values of spegel",
              release("kube-system/spegel", "values: {a: 1}"),
              release("kube-system/spegel", "values: {a: 2}")),
          calm(
              "NodeSoftware",
              "a patch of spegel",
              ociRepository("kube-system/spegel", "oci://example.org/spegel", "0.4.1"),
              ociRepository("kube-system/spegel", "oci://example.org/spegel", "0.4.2")));

  /** Whatever reaches the node from a pod. */
  private static Example onNode(String field) {
    return fires(
        MEDIUM,
        "NodeDaemon",
        "other arguments of a DaemonSet with " + field,
        daemonSet(field, "a"),
        daemonSet(field, "b"));
  }

  private static String labelled(String version, String object) {
    return object.replace(
        "metadata: {", "metadata: {labels: {app.kubernetes.io/version: '%s'}, ".formatted(version));
  }

  private static Example controller(
      RiskLevel level, String sentence, String chart, String before, String after) {
    var url = "oci://example.org/charts/" + chart;
    return fires(
        level,
        "ControllerUpgrade",
        sentence,
        ociRepository("sys/x", url, before),
        ociRepository("sys/x", url, after));
  }

  private static Example app(RiskLevel level, String sentence, String before, String after) {
    return fires(level, "AppVersion", sentence, appWith(before), appWith(after));
  }

  private static Example calmApp(String sentence, String before, String after) {
    return calm("AppVersion", sentence, appWith(before), appWith(after));
  }

  private static Example calmApp(
      String sentence, String before, String after, UnaryOperator<String> edit) {
    return calm("AppVersion", sentence, appWith(before), edit.apply(appWith(after)));
  }

  private static String appWith(String tag) {
    return release(
        "web/jellyfin",
        "values: {controllers: {main: {containers: {app: {image: {repository: x/jellyfin, tag:"
            + " \"%s\"}}}}}}".formatted(tag));
  }

  private static String chartOf(String name, String tag) {
    return ociRepository(name, "oci://example.org/charts/app-template", tag);
  }

  private static String releaseOf(String name) {
    return release(name, "values: {a: 1}");
  }

  private static String deployment(String tag) {
    return object(
        "apps/v1 Deployment web/odd",
        "spec: {template: {spec: {serviceAccountName: odd, containers: [{name: app, image:"
            + " \"x/odd:%s\"}]}}}".formatted(tag));
  }

  private static String binding(String account) {
    return object(
        "rbac.authorization.k8s.io/v1 ClusterRoleBinding odd",
        "subjects: [{kind: ServiceAccount, namespace: web, name: %s}]".formatted(account));
  }

  private static String ownCrd() {
    return object(
        "apiextensions.k8s.io/v1 CustomResourceDefinition odds.example.org",
        "spec: {versions: []}");
  }

  private static String talos(String version) {
    return object(
        "tuppr.home-operations.com/v1alpha1 TalosUpgrade talos",
        "spec: {talos: {version: %s}}".formatted(version));
  }

  private static String daemonSet(String host, String argument) {
    return object(
        "apps/v1 DaemonSet sys/logs",
        "spec: {template: {spec: {%s, containers: [{name: a, image: \"x/logs:1.0.0\", args: [%s]}]}}}"
            .formatted(host, argument));
  }

  private VersionExamples() {}
}
