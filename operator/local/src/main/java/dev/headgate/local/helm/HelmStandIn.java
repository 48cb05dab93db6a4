package dev.headgate.local.helm;

import dev.headgate.local.LocalCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays helm-controller and vCluster together: what a HelmRelease named {@code hg-sbx-…} asks for
 * is a second control plane that runs already, and the Secret that leads to it is written as that
 * release's own service account, whose rights are thereby real. Uninstalling takes the Secret away.
 */
public final class HelmStandIn implements AutoCloseable {

  /** HelmReleases, as their clients name them. */
  public static final ResourceDefinitionContext RELEASES =
      new ResourceDefinitionContext.Builder()
          .withGroup("helm.toolkit.fluxcd.io")
          .withVersion("v2")
          .withKind("HelmRelease")
          .withPlural("helmreleases")
          .withNamespaced(true)
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(HelmStandIn.class);
  private static final String PREFIX = "hg-sbx-";

  private final Installer installer;
  private final AtomicReference<Behaviour> behaviour = new AtomicReference<>(Behaviour.PROMPT);
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("helm-stand-in").factory());
  private final SharedIndexInformer<GenericKubernetesResource> releases;

  private HelmStandIn(LocalCluster host, LocalCluster sandbox) {
    installer = new Installer(host, sandbox);
    releases =
        host.client().genericKubernetesResources(RELEASES).inAnyNamespace().inform(new Changes());
  }

  /** Starts it: releases on the host get that other cluster, all of them the same. */
  public static HelmStandIn start(LocalCluster host, LocalCluster sandbox) {
    return new HelmStandIn(host, sandbox);
  }

  /** From now on installations go like this. */
  public void play(Behaviour next) {
    behaviour.set(next);
  }

  @Override
  public void close() {
    releases.close();
    worker.shutdownNow();
  }

  private void enqueue(GenericKubernetesResource release, long delayMillis) {
    if (release.getMetadata().getName().startsWith(PREFIX)) {
      try {
        var _ = worker.schedule(() -> reconcile(release), delayMillis, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("closed meanwhile");
      }
    }
  }

  private void reconcile(GenericKubernetesResource seen) {
    try {
      if (installer.reconcile(seen.getMetadata(), behaviour.get())) {
        enqueue(seen, 200);
      }
    } catch (KubernetesClientException e) {
      LOG.atWarn()
          .addKeyValue("release", seen.getMetadata().getName())
          .setCause(e)
          .log("Cannot reconcile a HelmRelease");
      enqueue(seen, 500);
    }
  }

  private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource release) {
      enqueue(release, 0);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      if (after.getMetadata().getDeletionTimestamp() != null) {
        enqueue(after, 0);
      }
    }

    @Override
    public void onDelete(GenericKubernetesResource release, boolean finalStateUnknown) {
      LOG.debug("gone release={}", release.getMetadata().getName());
    }
  }
}
