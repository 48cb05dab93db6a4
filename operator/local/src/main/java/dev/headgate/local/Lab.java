package dev.headgate.local;

import dev.headgate.local.helm.HelmStandIn;
import dev.headgate.local.source.SourceStandIn;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Everything that Headgate works with, real: a host with Flux's kustomize-controller, the chart's
 * CRDs and policies, a source that serves local Git repositories, a second cluster as the sandbox,
 * and the operator as its own service account in a process of its own.
 */
public final class Lab implements AutoCloseable {

  /** Where the chart is installed. */
  public static final String HEADGATE = "headgate-system";

  /** Where Flux is. */
  public static final String FLUX = KustomizeController.NAMESPACE;

  /** The Secret that leads to the sandbox, in {@link #FLUX} and wherever else it was given. */
  public static final String SANDBOX_SECRET = "vcluster-dev";

  private static final String READER = "headgate-sandbox-kubeconfigs";

  private final LocalCluster host;
  private final LocalCluster sandbox;
  private final SourceStandIn sources;
  private final KustomizeController flux;
  private final HelmStandIn helm;
  private final OperatorProcess operator;

  private Lab(
      LocalCluster host,
      LocalCluster sandbox,
      SourceStandIn sources,
      KustomizeController flux,
      HelmStandIn helm,
      OperatorProcess operator) {
    this.host = host;
    this.sandbox = sandbox;
    this.sources = sources;
    this.flux = flux;
    this.helm = helm;
    this.operator = operator;
  }

  /** On two clusters of its own, started at once. */
  public static Lab start(Path chart, Progress progress) {
    return start(chart, LocalCluster.Options.named("host"), progress);
  }

  /** The same, with a host of one's own making. */
  public static Lab start(Path chart, LocalCluster.Options hostOptions, Progress progress) {
    var other =
        CompletableFuture.supplyAsync(
            () -> LocalCluster.start(LocalCluster.Options.named("sandbox"), progress));
    var host = LocalCluster.start(hostOptions, progress);
    var sandbox = other.join();
    try {
      return on(host, sandbox, chart, progress);
    } catch (RuntimeException e) {
      // Each test would ask for a lab again, and leave two clusters behind each time.
      sandbox.close();
      host.close();
      throw e;
    }
  }

  private static Lab on(LocalCluster host, LocalCluster sandbox, Path chart, Progress progress) {
    FluxCrds.install(host.client(), progress);
    var sources = SourceStandIn.start(host.client());
    var flux = KustomizeController.start(host, progress);
    new HelmChart(chart).apply(host, "headgate", HEADGATE, values());
    giveSandbox(host, sandbox, FLUX);
    sayWhereTheApiServerIs(host);
    var helm = HelmStandIn.start(host, sandbox);
    var operator = OperatorProcess.start(host, HEADGATE, progress);
    return new Lab(host, sandbox, sources, flux, helm, operator);
  }

  /** The chart of this repository, found from the working folder upwards. */
  public static Path chart() {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      var chart = folder.resolve("charts/headgate");
      if (Files.isDirectory(chart)) {
        return chart;
      }
    }
    throw new IllegalStateException("charts/headgate is nowhere above the working folder");
  }

  /** Lets gates of that namespace use the sandbox, as the chart does for those that it is told. */
  public void giveSandbox(String namespace) {
    giveSandbox(host, sandbox, namespace);
    host.client()
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(READER)
                .withNamespace(namespace)
                .endMetadata()
                .addNewRule()
                .withApiGroups("")
                .withResources("secrets")
                .withResourceNames(SANDBOX_SECRET)
                .withVerbs("get")
                .endRule()
                .build())
        .create();
    host.client()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(READER)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", READER)
                .addNewSubject("", "ServiceAccount", "headgate", HEADGATE)
                .build())
        .create();
  }

  public LocalCluster host() {
    return host;
  }

  public LocalCluster sandbox() {
    return sandbox;
  }

  public SourceStandIn sources() {
    return sources;
  }

  /** What makes vClusters of HelmReleases: all of them are {@link #sandbox}. */
  public HelmStandIn helm() {
    return helm;
  }

  public OperatorProcess operator() {
    return operator;
  }

  @Override
  public void close() {
    operator.close();
    flux.close();
    helm.close();
    sources.close();
    sandbox.close();
    host.close();
  }

  private static Map<String, Object> values() {
    return Map.of(
        "clusterName",
        "lab",
        "replicas",
        0,
        "sandbox",
        Map.of(
            "kubeconfigSecrets",
            List.of(Map.of("name", SANDBOX_SECRET, "namespace", FLUX)),
            "vcluster",
            Map.of("enabled", true, "headroom", true),
            "fromHost",
            Map.of("facts", true)));
  }

  /** A real API server writes this itself; one on 127.0.0.1 may not. */
  private static void sayWhereTheApiServerIs(LocalCluster host) {
    host.client()
        .resource(
            new EndpointSliceBuilder()
                .withNewMetadata()
                .withName("kubernetes")
                .withNamespace("default")
                .endMetadata()
                .withAddressType("IPv4")
                .addNewEndpoint()
                .withAddresses("192.0.2.1")
                .endEndpoint()
                .addNewPort()
                .withName("https")
                .withPort(6443)
                .withProtocol("TCP")
                .endPort()
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  private static void giveSandbox(LocalCluster host, LocalCluster sandbox, String namespace) {
    host.client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(SANDBOX_SECRET)
                .withNamespace(namespace)
                .endMetadata()
                .addToStringData("value", sandbox.adminKubeconfigYaml())
                .build())
        .create();
  }
}
