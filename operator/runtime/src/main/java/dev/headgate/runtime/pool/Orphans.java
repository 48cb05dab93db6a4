package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.runtime.pool.vcluster.VclusterOrphans;
import dev.headgate.runtime.telemetry.SandboxMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what no ChangeSandbox speaks for any more (somebody took its finalizer off, or an older
 * Headgate left it), takes it away and says so. Three requests a round when there is nothing to do.
 */
public final class Orphans implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
  static final String RECLAIMING = "reclaiming what no ChangeSandbox speaks for object={}";

  private static final Duration ROUND = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final SandboxLeases leases;
  private final KubeconfigProvider kubeconfigs;
  private final VclusterOrphans vclusters;
  private final SandboxMetrics metrics;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("janitor").factory());

  Orphans(
      KubernetesClient client,
      SandboxLeases leases,
      KubeconfigProvider kubeconfigs,
      VclusterOrphans vclusters,
      SandboxMetrics metrics) {
    this.client = client;
    this.leases = leases;
    this.kubeconfigs = kubeconfigs;
    this.vclusters = vclusters;
    this.metrics = metrics;
  }

  public void start() {
    var _ = thread.scheduleWithFixedDelay(this::round, 0, ROUND.toSeconds(), TimeUnit.SECONDS);
  }

  private void round() {
    try {
      // Leases and namespaces first: what is made after they were listed has its ChangeSandbox.
      var held = leases.all();
      var standing = vclusters.list();
      if (held.isEmpty() && standing.isEmpty()) {
        return;
      }
      var sandboxes =
          client.resources(ChangeSandbox.class).inAnyNamespace().list().getItems().stream()
              .toList();
      var holders =
          sandboxes.stream()
              .map(sandbox -> sandbox.getSpec().changeRequest().uid())
              .collect(Collectors.toSet());
      var uids = sandboxes.stream().map(s -> s.getMetadata().getUid()).collect(Collectors.toSet());
      for (var lease : held) {
        reclaim(lease, holders);
      }
      for (var object : standing) {
        if (!uids.contains(object.sandboxUid())) {
          report(object.toString());
          vclusters.delete(object);
        }
      }
    } catch (RuntimeException e) {
      // Whatever it was: what is thrown here would end all later rounds.
      LOG.warn("janitor could not look error={}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reclaim(SandboxLeases.Held lease, Set<String> holders) throws InterruptedException {
    if (!holders.contains(lease.uid())) {
      report("Lease " + lease.leaseName());
      var left = kubeconfigs.giveBack(lease);
      LOG.info("orphan lease={} left={}", lease.leaseName(), left);
    }
  }

  private void report(String what) {
    LOG.warn(RECLAIMING, what);
    metrics.reclaimed(what.substring(0, what.indexOf(' ')));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
