package dev.headgate.image;

import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.local.FluxCrds;
import dev.headgate.local.HelmChart;
import dev.headgate.local.Lab;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import dev.headgate.local.source.LocalGit;
import dev.headgate.local.source.SourceStandIn;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A cluster with the chart, and a repository that a gate is over. Only the operator is missing. */
final class World implements AutoCloseable {
  private final LocalCluster cluster;
  private final SourceStandIn sources;
  private final LocalGit git;

  private World(LocalCluster cluster, SourceStandIn sources, LocalGit git) {
    this.cluster = cluster;
    this.sources = sources;
    this.git = git;
  }

  static World in(LocalCluster cluster, Path folder) {
    FluxCrds.install(cluster.client(), Progress.onStandardError());
    new HelmChart(Lab.chart()).apply(cluster, "headgate", Lab.FLUX, Map.of("replicas", 0));
    var git = LocalGit.init(folder);
    git.commit("the first", tree("one"));
    return new World(cluster, SourceStandIn.start(cluster.client()), git);
  }

  LocalCluster cluster() {
    return cluster;
  }

  /** A gate over the repository; each has a source and a namespace of its own. */
  void openGate(String namespace) {
    apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: %1$s}
        ---
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: flux-system, namespace: %1$s}
        spec: {interval: 1h, url: %2$s, ref: {branch: main}}
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: cluster, namespace: %1$s}
        spec:
          interval: 1h
          path: ./apps
          prune: true
          sourceRef: {kind: GitRepository, name: flux-system}
        ---
        apiVersion: headgate.dev/v1alpha1
        kind: PromotionGate
        metadata: {name: cluster, namespace: %1$s}
        spec:
          kustomizationRef: {name: cluster}
          verification: {duration: 0s}
        """
            .formatted(namespace, git.url()));
    awaitGate(namespace, "adopts what is live", status -> status.state() == GateState.OPEN);
  }

  /** A change without a risk factor, in a file whose name is not ASCII; it has to go live. */
  String promote(String namespace, String value) {
    var commit = git.commit("größe: " + value, tree(value));
    sources.poke(namespace);
    awaitGate(
        namespace,
        "lets " + commit + " pass",
        status ->
            ("main@sha1:" + commit).equals(status.live())
                && status.history().stream().anyMatch(each -> each.revision().endsWith(commit)));
    return commit;
  }

  private void awaitGate(String namespace, String what, Predicate<PromotionGateStatus> wanted) {
    await("the gate " + what)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> gate(namespace).filter(wanted).isPresent());
  }

  private Optional<PromotionGateStatus> gate(String namespace) {
    return Optional.ofNullable(
            cluster
                .client()
                .resources(PromotionGate.class)
                .inNamespace(namespace)
                .withName("cluster")
                .get())
        .map(PromotionGate::getStatus);
  }

  private void apply(String yaml) {
    cluster
        .client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .serverSideApply();
  }

  private static Map<String, String> tree(String value) {
    return Map.of(
        "apps/kustomization.yaml",
        "resources: [größe.yaml]\n",
        "apps/größe.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: default}
        data: {value: %s}
        """
            .formatted(value));
  }

  @Override
  public void close() {
    sources.close();
  }
}
