package dev.headgate.chart;

import static org.awaitility.Awaitility.await;

import dev.headgate.local.FluxCrds;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Installs the chart in a real cluster, together with Flux's kinds. */
final class InstalledChart {
  static final String VALUES =
      """
      dashboard: {enabled: true}
      probes: {serviceNamespaces: [flux-system]}
      sandbox: {kubeconfigSecrets: [{name: dev}, {name: other}], vcluster: {enabled: true}, fromHost: {facts: true, secrets: [{name: copied, namespace: default}]}}
      """;

  private static final Set<LocalCluster> INSTALLED = ConcurrentHashMap.newKeySet();

  private InstalledChart() {}

  /** Does nothing when it is there already; returns when its policies are in force. */
  static void in(LocalCluster cluster) {
    if (INSTALLED.add(cluster)) {
      FluxCrds.install(cluster.client(), Progress.onStandardError());
      Chart.ofThisRepository()
          .helm()
          .apply(cluster, Chart.RELEASE, Chart.NAMESPACE, Chart.valuesOf(VALUES));
      awaitPolicies(cluster);
    }
  }

  /** Tries the one that is installed last; the API server takes them up in their order. */
  private static void awaitPolicies(LocalCluster cluster) {
    try (var headgate = Person.serviceAccount(Chart.NAMESPACE, "headgate").talkingTo(cluster)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Attempt.of(() -> tryToMakeASource(headgate)).isDeniedBy("headgate-writes"));
    }
  }

  private static void tryToMakeASource(KubernetesClient headgate) {
    headgate.resource(Samples.gitRepository("default", "no-copy")).dryRun().create();
  }
}
