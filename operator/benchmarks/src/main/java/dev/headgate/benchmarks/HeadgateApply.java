package dev.headgate.benchmarks;

import dev.headgate.core.change.Manifests;
import dev.headgate.runtime.apply.Applier;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.rest.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** Headgate's own engine, inventory included. */
final class HeadgateApply implements Contestant {

  private final KubernetesClient client;

  HeadgateApply(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "headgate";
  }

  @Override
  public Cost apply(ConfigMaps objects) throws InterruptedException {
    return apply(objects.namespace(), objects.manifests(), ApplyReport.NOTHING).cost();
  }

  /** What it took, and what the next application can build upon. */
  record Done(Cost cost, ApplyReport report) {}

  Done apply(String changeUid, Manifests manifests, ApplyReport before)
      throws InterruptedException {
    var cpu = Cpu.ofThisProcess();
    var began = System.nanoTime();
    var report =
        switch (applier(changeUid, manifests).apply(manifests, before)) {
          case ApplyReport.Outcome.Done(var done) -> done;
          case ApplyReport.Outcome.Lost(var reason) -> throw new IllegalStateException(reason);
        };
    var cost =
        new Cost(Duration.ofNanos(System.nanoTime() - began), Cpu.ofThisProcess().minus(cpu));
    if (report.applied().size() < manifests.size()) {
      throw new IllegalStateException("not all were applied: " + report.rejected());
    }
    return new Done(cost, report);
  }

  private Applier applier(String changeUid, Manifests manifests) throws InterruptedException {
    // The cluster plays the sandbox here, hence another host's UID.
    return switch (SandboxClient.connect(ApiServer.of(client), "of another cluster")) {
      case SandboxClient.Connection.Connected(var sandbox) ->
          switch (Applier.open(sandbox, changeUid, manifests.byKey().keySet())) {
            case Applier.Opened.Ready(var applier) -> applier;
            case Applier.Opened.Failed(var reason) -> throw new IllegalStateException(reason);
          };
      case SandboxClient.Connection.Refused(var reason) -> throw new IllegalStateException(reason);
      case SandboxClient.Connection.Unreachable(var reason) ->
          throw new IllegalStateException(reason);
    };
  }
}
