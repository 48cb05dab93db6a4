package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.core.probe.Run;
import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.host.Host;
import dev.headgate.runtime.kube.Announcer;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.status.UnreadableStatus;
import dev.headgate.runtime.telemetry.ProofMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.function.Supplier;

/** Puts the parts of the proof controller together, and ends what they started. */
public final class ProofController implements AutoCloseable {

  private final Wakeups wakeups;
  private final Withdrawals withdrawals;
  private final ProofWork work;
  private final ProofReconciler reconciler;

  /**
   * Creates it.
   *
   * @param runs the changes that run in sandboxes, which whoever takes a sandbox away stops
   */
  public ProofController(
      KubernetesClient client,
      Supplier<Host> cached,
      Host live,
      Comparer comparer,
      BroughtManifests brought,
      LiveChecks liveChecks,
      Sandboxes sandboxes,
      Jobs<Run> runs,
      Wakeups wakeups,
      ServerSideApply apply,
      Announcer announcer,
      ProofMetrics metrics,
      Clock clock) {
    this.wakeups = wakeups;
    withdrawals = new Withdrawals(wakeups::wake);
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

  @Override
  public void close() {
    work.checks().close();
    work.runs().close();
  }
}
