package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Infrastructure that nearly every cluster knows by name: by chart, image, source or release. A
 * name stands for its family too: {@code cilium} is also {@code cilium-operator}. Charts that serve
 * any app (app-template) say nothing; there the names of release and image speak.
 */
final class Components {

  private static final Map<Role, String> CATALOGUE =
      Map.ofEntries(
          Map.entry(
              Role.HEADGATE,
              """
              headgate
              """),
          Map.entry(
              Role.FLUX,
              """
              flux flux2 flux-operator flux-instance source-controller
              kustomize-controller helm-controller notification-controller
              image-automation-controller image-reflector-controller
              """),
          Map.entry(
              Role.CNI,
              """
              cilium calico tigera-operator flannel canal multus antrea kube-ovn
              kube-router weave-net istio-cni whereabouts cni-plugins kube-proxy
              """),
          Map.entry(
              Role.STORAGE,
              """
              rook rook-ceph ceph longhorn openebs mayastor democratic-csi
              local-path-provisioner topolvm piraeus linstor zfs-localpv
              nfs-subdir-external-provisioner synology-csi csi-driver tns-csi
              """),
          Map.entry(
              Role.NODE,
              """
              talos tuppr system-upgrade-controller spegel node-feature-discovery
              intel-device-plugins generic-device-plugin nvidia-device-plugin gpu-operator
              kured kubelet-csr-approver
              """),
          Map.entry(
              Role.CLUSTER_DNS,
              """
              coredns kube-dns node-local-dns nodelocaldns
              """),
          Map.entry(
              Role.LOAD_BALANCER,
              """
              metallb kube-vip purelb cloud-controller-manager
              """),
          Map.entry(
              Role.DNS,
              """
              external-dns k8s-gateway k8s_gateway blocky pihole adguard-home adguardhome
              unbound bind9 dnsdist
              """),
          Map.entry(
              Role.GATEWAY,
              """
              ingress-nginx traefik envoy-gateway gateway-helm istio istiod kgateway
              nginx-gateway-fabric kong contour haproxy-ingress cloudflared
              cloudflare-tunnel
              """),
          Map.entry(
              Role.OPERATOR,
              """
              cert-manager trust-manager external-secrets sealed-secrets cloudnative-pg
              plugin-barman-cloud mariadb-operator kube-prometheus-stack
              prometheus-operator victoria-metrics-k8s-stack victoria-metrics-operator
              grafana-operator kyverno gatekeeper kubewarden keda volsync
              snapshot-controller velero reloader metrics-server descheduler
              vertical-pod-autoscaler karpenter cluster-autoscaler crossplane kubevirt
              vault openbao onepassword-connect actions-runner-controller
              gha-runner-scale-set gha-runner-scale-set-controller dragonfly-operator
              strimzi pgo opentelemetry-operator kopiur gateway-api vcluster
              """),
          Map.entry(
              Role.DATABASE,
              """
              postgres postgresql timescaledb mariadb mysql percona mongo mongodb redis
              valkey influxdb elasticsearch opensearch clickhouse etcd cassandra rabbitmq
              kafka nats
              """));

  private static final Map<String, Role> BY_NAME = byName();

  /** Objects through which a component is installed or configured. */
  private static final Set<String> CARRIERS =
      Set.of(
          "ConfigMap",
          "DaemonSet",
          "Deployment",
          "GitRepository",
          "HelmChart",
          "HelmRelease",
          "OCIRepository",
          "StatefulSet");

  private Components() {}

  /** The gravest role of any of the names, whatever their case. */
  static Optional<Role> roleOf(Collection<String> names) {
    return names.stream().flatMap(name -> roleOf(name).stream()).min(Comparator.naturalOrder());
  }

  static Optional<Role> roleOf(String anyCase) {
    var name = anyCase.toLowerCase(Locale.ROOT);
    for (var family = name; !family.isEmpty(); family = shorter(family)) {
      var role = BY_NAME.get(family);
      if (role != null) {
        return Optional.of(role);
      }
    }
    return byHabit(name);
  }

  private static String shorter(String family) {
    return family.substring(0, Math.max(0, family.lastIndexOf('-')));
  }

  /** What the names of controllers usually look like. */
  private static Optional<Role> byHabit(String name) {
    if (name.startsWith("csi-") || name.endsWith("-csi") || name.contains("-csi-")) {
      return Optional.of(Role.STORAGE);
    }
    if (name.endsWith("-device-plugin")) {
      return Optional.of(Role.NODE);
    }
    return List.of("-operator", "-controller", "-controller-manager", "-crds", "-webhook").stream()
            .anyMatch(name::endsWith)
        ? Optional.of(Role.OPERATOR)
        : Optional.empty();
  }

  /** The role of what a changed object installs or configures; empty for ordinary apps. */
  static Optional<Role> roleOf(Change change, ChangeFacts facts) {
    return CARRIERS.contains(change.key().kind())
        ? roleOf(namesOf(change, facts))
        : Optional.empty();
  }

  /** Every name by which the component behind an object may be known. */
  static Set<String> namesOf(Change change, ChangeFacts facts) {
    var names = new LinkedHashSet<String>();
    names.add(change.key().name());
    change.before().ifPresent(manifest -> addNames(manifest, facts.live().manifests()::get, names));
    change
        .after()
        .ifPresent(manifest -> addNames(manifest, facts.candidate().manifests()::get, names));
    if (change.key().kind().equals("OCIRepository")) {
      facts.releases().using(change.key()).forEach(release -> names.add(release.name()));
    }
    return names;
  }

  private interface Lookup {
    Optional<Manifest> get(ObjectKey key);
  }

  private static void addNames(Manifest manifest, Lookup lookup, Set<String> names) {
    var spec = manifest.content().path("spec");
    switch (manifest.key().kind()) {
      case "OCIRepository", "GitRepository" -> names.add(lastSegment(spec.path("url").asText()));
      case "HelmRelease" -> {
        names.add(lastSegment(spec.path("chart").path("spec").path("chart").asText()));
        names.add(spec.path("releaseName").asText());
        sourceOf(manifest, lookup)
            .ifPresent(source -> names.add(lastSegment(source.content().at("/spec/url").asText())));
        Image.in(spec.path("values")).values().forEach(image -> names.add(image.name()));
      }
      case "DaemonSet", "Deployment", "StatefulSet" ->
          Image.in(spec.path("template")).values().forEach(image -> names.add(image.name()));
      default -> {}
    }
    names.remove("");
  }

  private static Optional<Manifest> sourceOf(Manifest release, Lookup lookup) {
    var reference = release.content().path("spec").path("chartRef");
    return lookup.get(
        new ObjectKey(
            FluxKinds.SOURCE_GROUP,
            reference.path("kind").asText(),
            reference.path("namespace").asText(release.key().namespace()),
            reference.path("name").asText()));
  }

  static String lastSegment(String url) {
    var name = url.substring(url.lastIndexOf('/') + 1);
    return name.endsWith(".git") ? name.substring(0, name.length() - ".git".length()) : name;
  }

  private static Map<String, Role> byName() {
    var byName = new HashMap<String, Role>();
    CATALOGUE.forEach(
        (role, names) ->
            names
                .strip()
                .lines()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .forEach(name -> byName.put(name, role)));
    return Map.copyOf(byName);
  }
}
