package dev.headgate.local.source;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Plays Flux's source-controller for the GitRepositories of one cluster whose {@code spec.url} is
 * {@code file:///…}: it obeys {@code spec.ref}, {@code interval} and {@code suspend}, and the
 * annotation {@code reconcile.fluxcd.io/requestedAt}. {@code spec.ignore} and {@code spec.verify}
 * are not looked at.
 *
 * <p>The CRDs of Flux must be installed.
 */
public final class SourceStandIn implements AutoCloseable {
  static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

  static final ResourceDefinitionContext GIT_REPOSITORIES =
      new ResourceDefinitionContext.Builder()
          .withGroup("source.toolkit.fluxcd.io")
          .withVersion("v1")
          .withKind("GitRepository")
          .withPlural("gitrepositories")
          .withNamespaced(true)
          .build();

  private final Faults faults = new Faults();
  private final ArtifactServer server = new ArtifactServer(faults);
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("source-stand-in").factory());
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final Map<String, ScheduledFuture<?>> timers = new ConcurrentHashMap<>();
  private final SourceReconciler reconciler;
  private final SharedIndexInformer<GenericKubernetesResource> sources;

  private SourceStandIn(KubernetesClient client) {
    reconciler = new SourceReconciler(client, server, faults);
    sources =
        client.genericKubernetesResources(GIT_REPOSITORIES).inAnyNamespace().inform(new Changes());
  }

  /** Starts it, as the user of that client, which is not closed with it. */
  public static SourceStandIn start(KubernetesClient client) {
    return new SourceStandIn(client);
  }

  /** Looks at all repositories now, as after a webhook. Does not wait. */
  public void poke() {
    sources.getIndexer().listKeys().forEach(this::enqueue);
  }

  /** The same for those of one namespace. */
  public void poke(String namespace) {
    sources.getIndexer().listKeys().stream()
        .filter(key -> key.startsWith(namespace + "/"))
        .forEach(this::enqueue);
  }

  /** To make it misbehave. */
  public Faults faults() {
    return faults;
  }

  @Override
  public void close() {
    sources.close();
    worker.shutdownNow();
    server.close();
  }

  private void enqueue(String key) {
    if (waiting.add(key)) {
      try {
        worker.execute(() -> reconcile(key));
      } catch (RejectedExecutionException e) {
        waiting.remove(key); // closed meanwhile
      }
    }
  }

  private void reconcile(String key) {
    waiting.remove(key);
    var cached = sources.getIndexer().getByKey(key);
    var timer = timers.remove(key);
    if (timer != null) {
      timer.cancel(false);
    }
    if (cached != null && !worker.isShutdown()) {
      var next =
          reconciler.reconcile(cached.getMetadata().getNamespace(), cached.getMetadata().getName());
      timers.put(key, worker.schedule(() -> enqueue(key), next.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  /** Only what a user changed counts: not our own status. */
  private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource source) {
      enqueue(key(source));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      var sameSpec =
          Objects.equals(before.getMetadata().getGeneration(), after.getMetadata().getGeneration());
      if (!sameSpec || !Objects.equals(requestedAt(before), requestedAt(after))) {
        enqueue(key(after));
      }
    }

    @Override
    public void onDelete(GenericKubernetesResource source, boolean finalStateUnknown) {
      timers.remove(key(source));
    }

    private static String key(GenericKubernetesResource source) {
      return source.getMetadata().getNamespace() + "/" + source.getMetadata().getName();
    }
  }

  static @Nullable String requestedAt(GenericKubernetesResource source) {
    var annotations = source.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(REQUESTED_AT);
  }
}
