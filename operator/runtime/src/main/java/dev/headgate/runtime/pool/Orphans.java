package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.runtime.pool.vcluster.VclusterOrphans;
import dev.headgate.runtime.telemetry.SandboxMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
      var holders = sandboxes.stream().map(Sandboxed::changeUid).collect(Collectors.toSet());
      var uids =
          claimed(
              sandboxes, client.resources(SandboxPool.class).inAnyNamespace().list().getItems());
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

  /**
   * What is there, and what was handed over: that its pool wrote down before the warm one let go of
   * it.
   */
  static Set<String> claimed(List<ChangeSandbox> sandboxes, List<SandboxPool> pools) {
    return Stream.of(
            sandboxes.stream().map(sandbox -> sandbox.getMetadata().getUid()),
            sandboxes.stream()
                .flatMap(sandbox -> Optional.ofNullable(sandbox.getStatus()).stream())
                .flatMap(status -> Optional.ofNullable(status.site()).stream()),
            pools.stream()
                .flatMap(pool -> Optional.ofNullable(pool.getStatus()).stream())
                .flatMap(status -> status.slots().stream())
                .flatMap(slot -> Optional.ofNullable(slot.site()).stream()))
        .flatMap(uids -> uids)
        .collect(Collectors.toSet());
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
