package dev.headgate.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.Run;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.local.LocalCluster;
import dev.headgate.runtime.apply.Applier;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.apply.Cleaner;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.probe.Prometheus;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.sandbox.Exercise;
import dev.headgate.runtime.sandbox.HostSide;
import dev.headgate.runtime.sandbox.Kubeconfigs;
import dev.headgate.runtime.sandbox.Patience;
import dev.headgate.runtime.sandbox.SandboxRun;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One change on the sandbox cluster of the tests, as the operator would run it. Its requests are
 * counted, and closing it shows that nothing of it is left.
 */
public final class Trial implements AutoCloseable {

  public static final Clock CLOCK = Clock.systemUTC();

  private static final Duration LONG = Duration.ofMinutes(2);

  /** Whatever is broken has to show early: waiting to the end would exceed the tests' patience. */
  private static final Patience PATIENCE =
      new Patience(LONG, LONG, Duration.ofMillis(500), Duration.ofSeconds(2), LONG);

  private final String change = UUID.randomUUID().toString();
  private final RequestLog requests = new RequestLog();
  private final LocalCluster cluster;
  private final KubernetesClient own;
  private final SandboxClient sandbox;

  private Trial(LocalCluster cluster, String kubeconfig, String hostUid)
      throws InterruptedException {
    this.cluster = cluster;
    own =
        new KubernetesClientBuilder()
            .withConfig(accepted(kubeconfig))
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("requests", requests))
            .build();
    sandbox = connected(own, hostUid);
  }

  /** On the sandbox, of which the host is known to be another cluster. */
  public static Trial on(LocalCluster sandbox, LocalCluster host) throws InterruptedException {
    return new Trial(sandbox, sandbox.adminKubeconfigYaml(), uidOf(host));
  }

  /** For tests that need no host. */
  public static Trial on(LocalCluster sandbox) throws InterruptedException {
    return on(sandbox, sandbox.adminKubeconfigYaml());
  }

  /** The same, as whom that kubeconfig says. */
  public static Trial on(LocalCluster sandbox, String kubeconfig) throws InterruptedException {
    return new Trial(sandbox, kubeconfig, "no-cluster");
  }

  public String change() {
    return change;
  }

  /** The cluster as its administrator sees it. */
  public KubernetesClient admin() {
    return cluster.client();
  }

  public SandboxClient sandbox() {
    return sandbox;
  }

  public RequestLog requests() {
    return requests;
  }

  public Run.Weighed weighed(Manifests live, Manifests candidate, String... highFactors)
      throws InterruptedException {
    var run = run(change, live, candidate, said -> {}, highFactors);
    assertThat(run).as(run.toString()).isInstanceOf(Run.Weighed.class);
    return (Run.Weighed) run;
  }

  /**
   * Runs the change.
   *
   * @param changeUid as which
   * @param progress hears how far it is
   * @param highFactors objects that are risky
   */
  public Run run(
      String changeUid,
      Manifests live,
      Manifests candidate,
      Consumer<String> progress,
      String... highFactors)
      throws InterruptedException {
    return run(HostSide.none(), changeUid, live, candidate, progress, highFactors);
  }

  /** The same, on that host. */
  public Run run(
      HostSide host,
      String changeUid,
      Manifests live,
      Manifests candidate,
      Consumer<String> progress,
      String... highFactors)
      throws InterruptedException {
    var factors =
        Arrays.stream(highFactors)
            .map(object -> new Factor("test", RiskLevel.HIGH, object, "is scary", true))
            .toList();
    return new SandboxRun(sandbox, PATIENCE, CLOCK, progress, Prometheus.unknown(), host)
        .run(
            new Exercise(
                changeUid,
                live,
                candidate,
                ChangeSet.between(live, candidate),
                factors,
                CLOCK.instant().plus(LONG.multipliedBy(3))));
  }

  /** An applier that may apply these. */
  public Applier applier(Manifests... all) throws InterruptedException {
    Collection<ObjectKey> keys =
        List.of(all).stream().flatMap(some -> some.byKey().keySet().stream()).toList();
    return switch (Applier.open(sandbox, change, keys)) {
      case Applier.Opened.Ready(var applier) -> applier;
      case Applier.Opened.Failed(var reason) -> throw new AssertionError(reason);
    };
  }

  public static ApplyReport done(ApplyReport.Outcome outcome) {
    return switch (outcome) {
      case ApplyReport.Outcome.Done(var report) -> report;
      case ApplyReport.Outcome.Lost(var reason) -> throw new AssertionError(reason);
    };
  }

  public Cleaner.Result clean(Duration atMost) throws InterruptedException {
    return new Cleaner(sandbox, CLOCK).clean(change, atMost);
  }

  @Override
  public void close() {
    try {
      assertThat(clean(LONG)).isEqualTo(new Cleaner.Result.Clean());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while cleaning", e);
    } finally {
      own.close();
    }
  }

  public static String uidOf(LocalCluster cluster) {
    return cluster.client().namespaces().withName("kube-system").get().getMetadata().getUid();
  }

  private static Config accepted(String kubeconfig) {
    return switch (Kubeconfigs.read(kubeconfig.getBytes(StandardCharsets.UTF_8))) {
      case Kubeconfigs.Read.Accepted(var config) -> config;
      case Kubeconfigs.Read.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  private static SandboxClient connected(KubernetesClient client, String hostUid)
      throws InterruptedException {
    return switch (SandboxClient.connect(ApiServer.of(client), hostUid)) {
      case SandboxClient.Connection.Connected(var connected) -> connected;
      case SandboxClient.Connection.Refused(var reason) -> throw new AssertionError(reason);
      case SandboxClient.Connection.Unreachable(var reason) -> throw new AssertionError(reason);
    };
  }
}
