package dev.headgate.cli.demo;

import dev.headgate.local.FluxCrds;
import dev.headgate.local.HelmChart;
import dev.headgate.local.KustomizeController;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.OperatorProcess;
import dev.headgate.local.Progress;
import dev.headgate.local.source.SourceStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * All that the story needs to be true: two control planes, Flux, the chart's CRDs and policies, and
 * the operator as its own service account, in a process of its own.
 */
final class Lab implements AutoCloseable {

  static final String HEADGATE = "headgate-system";
  static final String FLUX = "flux-system";
  private static final String SANDBOX_SECRET = "vcluster-dev";

  private final LocalCluster host;
  private final LocalCluster sandbox;
  private final SourceStandIn sources;
  private final KustomizeController flux;
  private final OperatorProcess operator;

  private Lab(
      LocalCluster host,
      LocalCluster sandbox,
      SourceStandIn sources,
      KustomizeController flux,
      OperatorProcess operator) {
    this.host = host;
    this.sandbox = sandbox;
    this.sources = sources;
    this.flux = flux;
    this.operator = operator;
  }

  /** Starts everything; the two clusters at once. */
  static Lab start(Path chart, Progress progress) throws IOException {
    var other =
        CompletableFuture.supplyAsync(
            () -> LocalCluster.start(LocalCluster.Options.named("sandbox"), progress));
    var host = LocalCluster.start(LocalCluster.Options.named("host"), progress);
    var sandbox = other.join();
    FluxCrds.install(host.client(), progress);
    var sources = SourceStandIn.start(host.client());
    var flux = KustomizeController.start(host, progress);
    new HelmChart(chart)
        .apply(
            host,
            "headgate",
            HEADGATE,
            Map.of(
                "clusterName",
                "demo",
                "replicas",
                0,
                "sandbox",
                Map.of(
                    "kubeconfigSecrets",
                    List.of(Map.of("name", SANDBOX_SECRET, "namespace", FLUX)))));
    Cast.enter(host, sandbox, SANDBOX_SECRET);
    return new Lab(host, sandbox, sources, flux, OperatorProcess.start(host, HEADGATE, progress));
  }

  LocalCluster host() {
    return host;
  }

  LocalCluster sandbox() {
    return sandbox;
  }

  SourceStandIn sources() {
    return sources;
  }

  OperatorProcess operator() {
    return operator;
  }

  @Override
  public void close() {
    operator.close();
    flux.close();
    sources.close();
    sandbox.close();
    host.close();
  }
}
