package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.calm;
import static dev.headgate.core.risk.Example.fires;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.RiskLevel.HIGH;
import static dev.headgate.core.risk.RiskLevel.MEDIUM;

import java.util.List;

final class NetworkingExamples {

  static final List<Example> ALL =
      List.of(
          fires(
              HIGH,
              "GatewayApi",
              "a Gateway that listens elsewhere",
              object("gateway.networking.k8s.io/v1 Gateway net/main", "spec: {port: 443}"),
              object("gateway.networking.k8s.io/v1 Gateway net/main", "spec: {port: 444}")),
          fires(
              MEDIUM,
              "GatewayApi",
              "the route of one app",
              "",
              object("gateway.networking.k8s.io/v1 HTTPRoute web/app", "spec: {}")),
          calm(
              "GatewayApi",
              "an Ingress",
              "",
              object("networking.k8s.io/v1 Ingress web/app", "spec: {}")),
          fires(
              HIGH,
              "Cni",
              "a patch of Cilium by its OCIRepository",
              ociRepository("kube-system/cilium", "oci://example.org/charts/cilium", "1.19.1"),
              ociRepository("kube-system/cilium", "oci://example.org/charts/cilium", "1.19.2")),
          fires(
              HIGH,
              "Cni",
              "a digest of multus on a chart for any app",
              release(
                  "kube-system/multus", "values: {image: {repository: x/multus-cni, tag: a@b}}"),
              release(
                  "kube-system/multus", "values: {image: {repository: x/multus-cni, tag: a@c}}")),
          fires(
              HIGH,
              "Cni",
              "addresses of Cilium's load balancer",
              "",
              object("cilium.io/v2 CiliumLoadBalancerIPPool pool", "spec: {blocks: []}")),
          fires(
              HIGH,
              "Cni",
              "a release of Cilium's chart that comes",
              ociRepository("net/x", "oci://example.org/charts/cilium", "1.19.1"),
              ociRepository("net/x", "oci://example.org/charts/cilium", "1.19.1")
                  + release("net/x", "values: {a: 1}")),
          fires(
              HIGH,
              "Cni",
              "a release of Cilium's chart that goes",
              ociRepository("net/x", "oci://example.org/charts/cilium", "1.19.1")
                  + release("net/x", "values: {a: 1}"),
              ociRepository("net/x", "oci://example.org/charts/cilium", "1.19.1")),
          fires(
              HIGH,
              "Cni",
              "a release of nothing that is known, with an image of Multus",
              "",
              release("net/x", "values: {image: {repository: x/multus, tag: a}}")),
          fires(
              HIGH,
              "Cni",
              "a chart for any app whose release is Multus",
              ociRepository("net/x", "oci://example.org/charts/app-template", "4.1.1")
                  + release("net/multus", "a: 1").replace("name: multus}\n", "name: x}\n"),
              ociRepository("net/x", "oci://example.org/charts/app-template", "4.1.2")
                  + release("net/multus", "a: 1").replace("name: multus}\n", "name: x}\n")),
          fires(
              HIGH,
              "Cni",
              "an image of Cilium's family",
              "",
              object(
                  "apps/v1 Deployment net/x",
                  "spec: {template: {spec: {containers: [{image: 'x/cilium-envoy:1'}]}}}")),
          calm(
              "Cni",
              "a patch of an app",
              ociRepository("web/app", "oci://example.org/charts/app-template", "4.1.1"),
              ociRepository("web/app", "oci://example.org/charts/app-template", "4.1.2")),
          fires(
              MEDIUM,
              "NetworkPolicy",
              "a policy of one namespace",
              "",
              object("networking.k8s.io/v1 NetworkPolicy web/deny", "spec: {podSelector: {}}")),
          fires(
              HIGH,
              "NetworkPolicy",
              "a policy of the whole cluster",
              "",
              object("cilium.io/v2 CiliumClusterwideNetworkPolicy deny", "spec: {}")),
          calm("NetworkPolicy", "a Service", "", object("v1 Service web/app", "spec: {}")),
          calm(
              "Cni",
              "a policy of one namespace in Cilium's words",
              "",
              object("cilium.io/v2 CiliumNetworkPolicy web/deny", "spec: {}")),
          fires(
              HIGH,
              "Dns",
              "other values of CoreDNS",
              release("kube-system/coredns", "values: {replicaCount: 2}"),
              release("kube-system/coredns", "values: {replicaCount: 1}")),
          fires(
              MEDIUM,
              "Dns",
              "a record",
              "",
              object("externaldns.k8s.io/v1alpha1 DNSEndpoint net/home", "spec: {}")),
          calm(
              "Dns",
              "a patch of external-dns",
              ociRepository("net/external-dns", "oci://example.org/charts/external-dns", "1.19.0"),
              ociRepository("net/external-dns", "oci://example.org/charts/external-dns", "1.19.1")),
          fires(
              MEDIUM,
              "Dns",
              "a minor of external-dns",
              ociRepository("net/external-dns", "oci://example.org/charts/external-dns", "1.19.0"),
              ociRepository("net/external-dns", "oci://example.org/charts/external-dns", "1.20.0")),
          calm(
              "Dns",
              "a minor of what has no part in it",
              ociRepository("net/cert-manager", "oci://example.org/cert-manager", "1.19.0"),
              ociRepository("net/cert-manager", "oci://example.org/cert-manager", "1.20.0")),
          calm(
              "Dns",
              "other values of an app",
              release("web/app", "values: {a: 1}"),
              release("web/app", "values: {a: 2}")),
          fires(
              MEDIUM,
              "LoadBalancer",
              "a Service that is balanced from now on",
              object("v1 Service web/lb", "spec: {type: ClusterIP}"),
              object("v1 Service web/lb", "spec: {type: LoadBalancer}")),
          fires(
              MEDIUM,
              "LoadBalancer",
              "a Service that is not balanced any more",
              object("v1 Service web/lb", "spec: {type: LoadBalancer}"),
              ""),
          fires(
              MEDIUM,
              "LoadBalancer",
              "another annotation, which may be an address",
              object("v1 Service web/lb", "spec: {type: LoadBalancer}"),
              object("v1 Service web/lb", "spec: {type: LoadBalancer}")
                  .replace("metadata: {", "metadata: {annotations: {a: b}, ")),
          calm(
              "LoadBalancer",
              "a new one",
              "",
              object("v1 Service web/lb", "spec: {type: LoadBalancer}")),
          calm(
              "LoadBalancer",
              "other ports of one that is not balanced",
              object("v1 Service web/app", "spec: {ports: [{port: 1}]}"),
              object("v1 Service web/app", "spec: {ports: [{port: 2}]}")),
          calm(
              "LoadBalancer",
              "another kind with a field of that name",
              object("example.org/v1 Proxy web/lb", "spec: {type: LoadBalancer, ports: [1]}"),
              object("example.org/v1 Proxy web/lb", "spec: {type: LoadBalancer, ports: [2]}")),
          fires(
              MEDIUM,
              "LoadBalancer",
              "another address",
              object("v1 Service web/lb", "spec: {type: LoadBalancer, loadBalancerIP: 10.0.0.1}"),
              object("v1 Service web/lb", "spec: {type: LoadBalancer, loadBalancerIP: 10.0.0.2}")),
          calm(
              "LoadBalancer",
              "another selector",
              object("v1 Service web/lb", "spec: {type: LoadBalancer, selector: {a: b}}"),
              object("v1 Service web/lb", "spec: {type: LoadBalancer, selector: {a: c}}")));

  static String ociRepository(String name, String url, String tag) {
    return object(
        "source.toolkit.fluxcd.io/v1 OCIRepository " + name,
        "spec: {url: %s, ref: {tag: \"%s\"}}".formatted(url, tag));
  }

  /** A release of the chart in the OCIRepository of its own name. */
  static String release(String name, String spec) {
    return object(
        "helm.toolkit.fluxcd.io/v2 HelmRelease " + name,
        "spec:\n  chartRef: {kind: OCIRepository, name: %s}\n  %s"
            .formatted(name.substring(name.indexOf('/') + 1), spec));
  }

  private NetworkingExamples() {}
}
