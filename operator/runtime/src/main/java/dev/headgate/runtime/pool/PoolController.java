package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.core.sandbox.Contact;
import dev.headgate.core.sandbox.Leftovers;
import dev.headgate.runtime.inside.ArtifactHost;
import dev.headgate.runtime.kube.Announcer;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.pool.vcluster.VclusterOrphans;
import dev.headgate.runtime.pool.vcluster.VclusterProvider;
import dev.headgate.runtime.probe.Prometheus;
import dev.headgate.runtime.proof.Jobs;
import dev.headgate.runtime.proof.Sandboxes;
import dev.headgate.runtime.proof.Wakeups;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.sandbox.HostFacts;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.telemetry.SandboxMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.function.Consumer;

/** Puts the parts of the pool and sandbox controllers together, and ends what they started. */
public final class PoolController implements AutoCloseable {

  private final SandboxConnections connections;
  private final Jobs<Contact> contacts = new Jobs<>();
  private final Jobs<Leftovers> cleanings = new Jobs<>();
  private final SandboxReconciler sandboxes;
  private final PoolReconciler pools;
  private final PooledSandboxes forProofs;
  private final Orphans orphans;

  /**
   * Creates it.
   *
   * @param namespace the operator's own, where leases and HelmReleases lie
   * @param proofs wakes proofs when their sandbox has news
   * @param stopRun stops the run of the change with that UID, and forgets what came of it
   * @param artifacts serves trees to sandboxes; whoever made it closes it
   */
  public PoolController(
      String namespace,
      KubernetesClient client,
      ServerSideApply apply,
      Wakeups proofs,
      Consumer<String> stopRun,
      Prometheus prometheus,
      ArtifactHost artifacts,
      Announcer announcer,
      SandboxMetrics metrics,
      Clock clock) {
    var host = ApiServer.of(client);
    var bell = new Bell<ChangeSandbox>();
    var poolBell = new Bell<SandboxPool>();
    var statuses = new StatusWriter<>(apply, ChangeSandbox::new);
    var poolStatuses = new StatusWriter<>(apply, SandboxPool::new);
    var all = new Sandboxed(statuses);
    var queues = new Queues();
    var allPools = new Pools(poolStatuses, client);
    var running = new RunningChanges(stopRun);
    var objects = new SandboxObjects(client, apply);
    var leases = new SandboxLeases(client, namespace);
    connections = new SandboxConnections(client);
    var kubeconfig = new KubeconfigProvider(leases, connections, all, cleanings, bell::ring, clock);
    var providers =
        new Providers(kubeconfig, new VclusterProvider(host, namespace, connections, clock));
    var parts =
        new SandboxPass.Parts(
            new Holders(client), queues, providers, new Heirs(all), contacts, running);
    sandboxes =
        new SandboxReconciler(
            new SandboxGatherer(allPools, parts, kubeconfig),
            new SandboxEffects(objects, contacts, running, bell),
            objects,
            all,
            statuses,
            bell,
            poolBell,
            proofs,
            announcer,
            metrics,
            clock);
    pools =
        new PoolReconciler(
            client,
            all,
            objects,
            allPools,
            queues,
            new HostRoom(host),
            poolStatuses,
            poolBell,
            bell,
            metrics,
            clock);
    forProofs =
        new PooledSandboxes(
            all,
            objects,
            connections,
            providers,
            running,
            prometheus,
            new ClaimsOfHost(client, running, metrics),
            new HostFacts(host),
            artifacts,
            clock);
    orphans =
        new Orphans(client, leases, kubeconfig, new VclusterOrphans(host, namespace), metrics);
  }

  public SandboxReconciler sandboxes() {
    return sandboxes;
  }

  public PoolReconciler pools() {
    return pools;
  }

  /** What proofs see of all this. */
  public Sandboxes forProofs() {
    return forProofs;
  }

  /** Begins to look for what nobody speaks for; only as the leader. */
  public void startJanitor() {
    orphans.start();
  }

  @Override
  public void close() {
    orphans.close();
    contacts.close();
    cleanings.close();
    connections.close();
  }
}
