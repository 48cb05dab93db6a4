package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateSpec;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.runtime.assess.Comparer;
import dev.headgate.runtime.assess.Revisions;
import dev.headgate.runtime.guard.GuardCheck;
import dev.headgate.runtime.host.LiveHost;
import dev.headgate.runtime.kube.Announcer;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.proof.Withdrawals;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.status.UnreadableStatus;
import dev.headgate.runtime.telemetry.GateMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.function.BiConsumer;

/** Puts the parts of the gate controller together. */
public final class GateController {

  private GateController() {}

  public static GateReconciler create(
      Comparer comparer,
      Revisions revisions,
      GuardCheck guard,
      LiveHost live,
      GateWatches watches,
      StatusWriter<PromotionGateSpec, PromotionGateStatus, PromotionGate> statuses,
      KubernetesClient client,
      ServerSideApply apply,
      Announcer announcer,
      Withdrawals withdrawals,
      LiveProbes probes,
      BiConsumer<String, String> wakeProof,
      GateMetrics metrics,
      Clock clock) {
    return new GateReconciler(
        new GateGatherer(guard, new Candidates(comparer), new Landings(revisions)),
        new GateEffects(client, apply, announcer, withdrawals),
        new RenderedKeeper(client, apply, wakeProof),
        probes,
        watches,
        live,
        statuses,
        new UnreadableStatus(client, apply, announcer, clock),
        comparer,
        metrics,
        clock);
  }
}
