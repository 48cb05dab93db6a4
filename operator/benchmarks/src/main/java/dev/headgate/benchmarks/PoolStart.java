package dev.headgate.benchmarks;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPhase;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * From a ChangeRequest that wants a sandbox of a pool to its first object in it. Installing takes
 * no time here, so a cold start shows what is Headgate's own of it.
 */
final class PoolStart implements Benchmark {

  private static final String NAMESPACE = "bench-pool";
  private static final String POOL =
      """
      apiVersion: headgate.dev/v1alpha1
      kind: SandboxPool
      metadata: {name: pool, namespace: %s}
      spec: {max: 1, warm: %d, template: {vcluster: {chartRef: {name: vcluster}}}}
      """;

  @Override
  public String id() {
    return "B14";
  }

  @Override
  public String what() {
    return "ChangeRequest to its first object in a sandbox of a pool";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var home = Home.settle(stage, NAMESPACE, Home.small(), Yaml.POOLED);
    var cold = starts(stage, home, 0, 5);
    var warm = starts(stage, home, 1, 10);
    Yaml.apply(stage.lab().host().client(), POOL.formatted(NAMESPACE, 0));
    return List.of(
        Row.of(id(), what() + ", a warm one, p50 of 10", warm.median(), "ms"),
        Row.of(id(), "the same, cold, with an install that takes no time", cold.median(), "ms"));
  }

  private static Samples starts(Stage stage, Home home, int warm, int rounds)
      throws InterruptedException {
    var host = stage.lab().host().client();
    Yaml.apply(host, POOL.formatted(NAMESPACE, warm));
    var times = new ArrayList<Duration>();
    for (int round = 0; round < rounds; round++) {
      var name = "%s-%d".formatted(warm == 0 ? "cold" : "warm", round);
      Waiting.until("the pool is ready for " + name, () -> isAsWanted(host, warm));
      times.add(start(stage, name));
      Waiting.until(name + " is judged", () -> isJudged(host, name));
      host.resources(ChangeRequest.class).inNamespace(home.namespace()).withName(name).delete();
    }
    return Samples.ofDurations(times, Duration.ofMillis(1));
  }

  private static Duration start(Stage stage, String name) throws InterruptedException {
    var seen = new CompletableFuture<Long>();
    try (var _ =
        stage
            .lab()
            .sandbox()
            .client()
            .configMaps()
            .inNamespace("default")
            .withName(name)
            .watch(new First(seen))) {
      var began = System.nanoTime();
      Yaml.apply(stage.lab().host().client(), request(name));
      Waiting.until(name + " is in its sandbox", seen::isDone);
      return Duration.ofNanos(seen.join() - began);
    }
  }

  private static String request(String name) {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: ChangeRequest
    metadata: {name: %1$s, namespace: %2$s}
    spec:
      gateRef: {name: cluster}
      risk: {atLeast: Medium, reason: to see it run}
      baseline: {inline: "{apiVersion: v1, kind: ConfigMap, metadata: {name: %1$s, namespace: default}, data: {a: one}}"}
      manifests: {inline: "{apiVersion: v1, kind: ConfigMap, metadata: {name: %1$s, namespace: default}, data: {a: two}}"}
    """
        .formatted(name, NAMESPACE);
  }

  /** So many are warm, and nothing else is there or on its way out. */
  private static boolean isAsWanted(KubernetesClient host, int warm) {
    var all = host.resources(ChangeSandbox.class).inNamespace(NAMESPACE).list().getItems();
    return all.size() == warm
        && all.stream()
            .allMatch(
                one -> one.getStatus() != null && one.getStatus().phase() == SandboxPhase.WARM);
  }

  private static boolean isJudged(KubernetesClient host, String name) {
    var status =
        host.resources(ChangeRequest.class)
            .inNamespace(NAMESPACE)
            .withName(name)
            .require()
            .getStatus();
    return status != null && status.verdict() != null;
  }

  /** When the first event came. */
  private record First(CompletableFuture<Long> at) implements Watcher<ConfigMap> {
    @Override
    public void eventReceived(Action action, ConfigMap seen) {
      at.complete(System.nanoTime());
    }

    @Override
    public void onClose(WatcherException cause) {
      at.completeExceptionally(cause);
    }
  }
}
