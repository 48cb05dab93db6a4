package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.core.probe.Run;
import dev.headgate.runtime.proof.SandboxLeases.Held;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds sandboxes whose holder was judged, deleted or replaced while nobody was there to give them
 * back, cleans them and ends their leases. One request a round when there is nothing to do.
 */
public final class Janitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
  private static final Duration ROUND = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final SandboxLeases leases;
  private final KubeconfigSandboxes sandboxes;
  private final Jobs<Run> runs;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("janitor").factory());

  Janitor(
      KubernetesClient client,
      SandboxLeases leases,
      KubeconfigSandboxes sandboxes,
      Jobs<Run> runs) {
    this.client = client;
    this.leases = leases;
    this.sandboxes = sandboxes;
    this.runs = runs;
  }

  public void start() {
    var _ = thread.scheduleWithFixedDelay(this::round, 0, ROUND.toSeconds(), TimeUnit.SECONDS);
  }

  private void round() {
    try {
      for (var held : leases.all()) {
        if (isOrphaned(held)) {
          LOG.info("reclaiming sandbox lease={} holder={}", held.leaseName(), held.uid());
          runs.forget(held.uid() + " ");
          sandboxes.reclaim(held);
        }
      }
    } catch (RuntimeException e) {
      // Whatever it was: what is thrown here would end all later rounds.
      LOG.warn("janitor could not look error={}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOrphaned(Held held) {
    var holder =
        client
            .resources(ChangeRequest.class)
            .inNamespace(held.namespace())
            .withName(held.changeRequest())
            .get();
    return holder == null
        || !holder.getMetadata().getUid().equals(held.uid())
        || (holder.getStatus() != null && holder.getStatus().verdict() != null);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
