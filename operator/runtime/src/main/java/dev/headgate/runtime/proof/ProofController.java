package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.core.probe.Run;
import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.kube.Announcer;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.probe.Prometheus;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.status.UnreadableStatus;
import dev.headgate.runtime.telemetry.ProofMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.function.Supplier;

/** Puts the parts of the proof controller together, and ends what they started. */
public final class ProofController implements AutoCloseable {

  private final Wakeups wakeups = new Wakeups();
  private final Withdrawals withdrawals = new Withdrawals(wakeups::wake);
  private final KubeconfigSandboxes sandboxes;
  private final Janitor janitor;
  private final ProofWork work;
  private final ProofReconciler reconciler;

  /**
   * Creates it.
   *
   * @param namespace the operator's own, where leases lie
   */
  public ProofController(
      String namespace,
      KubernetesClient client,
      Supplier<Host> cached,
      Host live,
      Comparer comparer,
      BroughtManifests brought,
      LiveChecks liveChecks,
      Prometheus prometheus,
      ServerSideApply apply,
      Announcer announcer,
      ProofMetrics metrics,
      Clock clock) {
    var leases = new SandboxLeases(client, namespace);
    sandboxes =
        new KubeconfigSandboxes(leases, new SandboxConnections(client), prometheus, wakeups, clock);
    var runs = new Jobs<Run>();
    janitor = new Janitor(client, leases, sandboxes, runs);
    work = new ProofWork(comparer, brought, liveChecks, sandboxes, withdrawals, new Jobs<>(), runs);
    reconciler =
        new ProofReconciler(
            new ProofGatherer(cached, live, work),
            new ProofEffects(work, wakeups),
            wakeups,
            new StatusWriter<>(apply, ChangeRequest::new),
            new UnreadableStatus(client, apply, announcer, clock),
            announcer,
            metrics,
            clock);
  }

  public ProofReconciler reconciler() {
    return reconciler;
  }

  /** Wakes a proof, by namespace and name of its ChangeRequest. */
  public void wake(String namespace, String changeRequest) {
    wakeups.wake(namespace, changeRequest);
  }

  /** Where gates call proofs off. */
  public Withdrawals withdrawals() {
    return withdrawals;
  }

  /** Begins to look for sandboxes that nobody gave back; only as the leader. */
  public void startJanitor() {
    janitor.start();
  }

  @Override
  public void close() {
    janitor.close();
    work.checks().close();
    work.runs().close();
    sandboxes.close();
  }
}
