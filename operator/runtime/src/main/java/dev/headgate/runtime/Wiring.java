package dev.headgate.runtime;

import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.Limits;
import dev.headgate.core.probe.Run;
import dev.headgate.runtime.artifact.ArtifactFetcher;
import dev.headgate.runtime.artifact.Trees;
import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.assess.FluxTreeRenderer;
import dev.headgate.runtime.assess.Revisions;
import dev.headgate.runtime.assess.ServerCapabilities;
import dev.headgate.runtime.assess.Supplements;
import dev.headgate.runtime.gate.GateController;
import dev.headgate.runtime.gate.GateReconciler;
import dev.headgate.runtime.gate.GateWatches;
import dev.headgate.runtime.gate.LiveProbes;
import dev.headgate.runtime.guard.GuardCheck;
import dev.headgate.runtime.host.LiveHost;
import dev.headgate.runtime.inside.ArtifactHost;
import dev.headgate.runtime.kube.Announcer;
import dev.headgate.runtime.kube.Connection;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.kube.ServiceAccountTokens;
import dev.headgate.runtime.pool.PoolController;
import dev.headgate.runtime.probe.Kinds;
import dev.headgate.runtime.probe.Prometheus;
import dev.headgate.runtime.proof.BroughtManifests;
import dev.headgate.runtime.proof.DryRuns;
import dev.headgate.runtime.proof.Jobs;
import dev.headgate.runtime.proof.ProofController;
import dev.headgate.runtime.proof.Wakeups;
import dev.headgate.runtime.render.Helm;
import dev.headgate.runtime.render.Kustomize;
import dev.headgate.runtime.render.Renderer;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Glance;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.telemetry.GateMetrics;
import dev.headgate.runtime.telemetry.ProofMetrics;
import dev.headgate.runtime.telemetry.SandboxMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Calls the constructors, once. There is no container. */
final class Wiring implements AutoCloseable {

  private final KubernetesClient client;
  private final KubernetesClient dryRunClient;
  private final KubernetesClient probeClient;
  private final ArtifactFetcher fetcher;
  private final Renderer renderer;
  private final ProofController proofs;
  private final PoolController pools;
  private final GateReconciler gates;
  private final GuardCheck guard;
  private final Prometheus prometheus;
  private final Glance glance;
  private final LiveProbes liveProbes;
  private final ArtifactHost artifacts;

  Wiring(Settings settings, Connection connection, MeterRegistry registry, Clock clock) {
    client = connection.open();
    dryRunClient =
        connection.openAs(
            new ServiceAccountTokens(
                client, settings.namespace(), settings.dryRunServiceAccount(), clock));
    probeClient =
        connection.openAs(
            new ServiceAccountTokens(
                client, settings.namespace(), settings.probeServiceAccount(), clock));
    var limits = Limits.STANDARD;
    fetcher = new ArtifactFetcher(limits);
    renderer =
        new Renderer(
            new Kustomize(settings.kustomize(), settings.workDir(), limits.render()),
            settings.helm().map(helm -> new Helm(() -> helm, settings.workDir(), limits.render())),
            limits);
    var apply = new ServerSideApply(client);
    var announcer = new Announcer(apply, settings.instance(), settings.clusterName(), clock);
    var live = new LiveHost(client);
    var gateStatuses = new StatusWriter<>(apply, PromotionGate::new);
    var watches = new GateWatches(gateStatuses::current);
    var trees = new Trees(fetcher::fetch, limits.fetch().cachedBytes());
    var revisions = new Revisions(trees);
    var comparer =
        new Comparer(
            revisions,
            new FluxTreeRenderer(renderer, client, new ServerCapabilities(client, clock)),
            new Supplements(trees, limits));
    prometheus = settings.prometheus().map(Prometheus::at).orElseGet(Prometheus::unknown);
    guard = new GuardCheck(client, clock);
    artifacts = new ArtifactHost(settings.artifactHost(), settings.artifactPort());
    var wakeups = new Wakeups();
    var runs = new Jobs<Run>();
    pools =
        new PoolController(
            settings.namespace(),
            client,
            apply,
            wakeups,
            uid -> runs.forget(uid + " "),
            prometheus,
            artifacts,
            announcer,
            new SandboxMetrics(registry),
            clock);
    proofs =
        new ProofController(
            client,
            watches::host,
            live,
            comparer,
            new BroughtManifests(limits, client, live, revisions, comparer),
            new DryRuns(ApiServer.of(dryRunClient), settings.namespace(), clock),
            pools.forProofs(),
            runs,
            wakeups,
            apply,
            announcer,
            new ProofMetrics(registry),
            clock);
    glance = ApiServer.of(probeClient).glance();
    liveProbes = new LiveProbes(Kinds.ofHost(glance, prometheus), clock);
    gates =
        GateController.create(
            comparer,
            revisions,
            guard,
            live,
            watches,
            gateStatuses,
            client,
            apply,
            announcer,
            proofs.withdrawals(),
            liveProbes,
            proofs::wake,
            new GateMetrics(registry, clock),
            clock);
  }

  KubernetesClient client() {
    return client;
  }

  GateReconciler gates() {
    return gates;
  }

  ProofController proofs() {
    return proofs;
  }

  PoolController pools() {
    return pools;
  }

  GuardCheck guard() {
    return guard;
  }

  @Override
  public void close() {
    liveProbes.close();
    glance.close();
    proofs.close();
    pools.close();
    artifacts.close();
    prometheus.close();
    renderer.close();
    fetcher.close();
    dryRunClient.close();
    probeClient.close();
    client.close();
  }
}
