package dev.headgate.benchmarks;

import dev.headgate.core.change.Manifests;
import dev.headgate.core.probe.Health;
import dev.headgate.runtime.apply.Applier;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.sandbox.Patience;
import dev.headgate.runtime.sandbox.Readied;
import dev.headgate.runtime.sandbox.ReadyWatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Headgate's own engine, inventory included. */
final class HeadgateApply implements Contestant {

  private static final Patience AT_ONCE =
      new Patience(
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ZERO,
          Duration.ofMinutes(5),
          Duration.ofMinutes(1));

  private final KubernetesClient client;

  HeadgateApply(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "headgate";
  }

  @Override
  public Cost apply(Pile objects) throws InterruptedException {
    return apply(objects.namespace(), objects.manifests(), ApplyReport.NOTHING).cost();
  }

  /** What it took, and what the next application can build upon. */
  record Done(Cost cost, ApplyReport report) {}

  Done apply(String changeUid, Manifests manifests, ApplyReport before)
      throws InterruptedException {
    var cpu = Cpu.ofThisProcess();
    var began = System.nanoTime();
    var sandbox = sandbox();
    var report =
        switch (applier(sandbox, changeUid, manifests).apply(manifests, before)) {
          case ApplyReport.Outcome.Done(var done) -> done;
          case ApplyReport.Outcome.Lost(var reason) -> throw new IllegalStateException(reason);
        };
    awaitReady(sandbox, changeUid, report);
    var cost =
        new Cost(Duration.ofNanos(System.nanoTime() - began), Cpu.ofThisProcess().minus(cpu));
    if (report.applied().size() < manifests.size()) {
      throw new IllegalStateException("not all were applied: " + report.rejected());
    }
    return new Done(cost, report);
  }

  /** The cluster plays the sandbox here, hence another host's UID. */
  private SandboxClient sandbox() throws InterruptedException {
    return switch (SandboxClient.connect(ApiServer.of(client), "of-another-cluster")) {
      case SandboxClient.Connection.Connected(var sandbox) -> sandbox;
      case SandboxClient.Connection.Refused(var reason) -> throw new IllegalStateException(reason);
      case SandboxClient.Connection.Unreachable(var reason) ->
          throw new IllegalStateException(reason);
    };
  }

  private static Applier applier(SandboxClient sandbox, String changeUid, Manifests manifests)
      throws InterruptedException {
    return switch (Applier.open(sandbox, changeUid, manifests.byKey().keySet())) {
      case Applier.Opened.Ready(var applier) -> applier;
      case Applier.Opened.Failed(var reason) -> throw new IllegalStateException(reason);
    };
  }

  /** No moment longer than it takes: how long a picture must stand still is not the engine's. */
  private static void awaitReady(SandboxClient sandbox, String changeUid, ApplyReport report)
      throws InterruptedException {
    var watch = new ReadyWatch(sandbox, changeUid, AT_ONCE, Clock.systemUTC());
    var until = Instant.now().plus(AT_ONCE.candidate());
    switch (watch.await(report.applied().values(), until, said -> {})) {
      case Readied.Settled(var health, var untouched) -> {
        if (!health.values().stream().allMatch(Health.Current.class::isInstance)) {
          throw new IllegalStateException("not all became ready");
        }
      }
      case Readied.Lost(var reason) -> throw new IllegalStateException(reason);
    }
  }
}
