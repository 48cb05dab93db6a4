package dev.headgate.local.source;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays Flux's source-controller for one cluster: for GitRepositories whose {@code spec.url} is
 * {@link LocalGit#url()}, and for OCIRepositories whose {@code spec.url} is {@link
 * LocalRegistry#url()}. It obeys {@code spec.ref}, {@code interval} and {@code suspend}, of an
 * OCIRepository also {@code verify}, and the annotation {@code reconcile.fluxcd.io/requestedAt}.
 * {@code spec.ignore}, {@code layerSelector}, {@code verify} of a GitRepository and credentials are
 * not looked at.
 *
 * <p>The CRDs of Flux must be installed.
 */
public final class SourceStandIn implements AutoCloseable {
  static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

  private final Map<String, Faults> faults = new ConcurrentHashMap<>();
  private final ArtifactServer server = new ArtifactServer(this::faults);
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("source-stand-in").factory());
  private final Set<Key> waiting = ConcurrentHashMap.newKeySet();
  private final Map<Key, ScheduledFuture<?>> timers = new ConcurrentHashMap<>();
  private final SourceReconciler reconciler;
  private final Map<SourceKind, SharedIndexInformer<GenericKubernetesResource>> sources =
      new EnumMap<>(SourceKind.class);

  private record Key(SourceKind kind, String namespace, String name) {
    static Key of(SourceKind kind, GenericKubernetesResource source) {
      return new Key(kind, source.getMetadata().getNamespace(), source.getMetadata().getName());
    }
  }

  private SourceStandIn(KubernetesClient client) {
    reconciler = new SourceReconciler(client, new Storage(server, this::faults), this::faults);
    for (var kind : SourceKind.values()) {
      sources.put(
          kind,
          client
              .genericKubernetesResources(kind.resources())
              .inAnyNamespace()
              .inform(new Changes(kind)));
    }
  }

  /** Starts it, as the user of that client, which is not closed with it. */
  public static SourceStandIn start(KubernetesClient client) {
    return new SourceStandIn(client);
  }

  /** Looks at all sources now, as after a webhook. Does not wait. */
  public void poke() {
    keys().forEach(this::enqueue);
  }

  /** The same for those of one namespace. */
  public void poke(String namespace) {
    keys().filter(key -> key.namespace().equals(namespace)).forEach(this::enqueue);
  }

  /** Forgets what is stored, as source-controller does when it restarts, and looks at all again. */
  public void loseArtifacts() {
    server.clear();
    poke();
  }

  /** To make it misbehave towards the sources of that namespace. */
  public Faults faults(String namespace) {
    return faults.computeIfAbsent(namespace, name -> new Faults());
  }

  @Override
  public void close() {
    sources.values().forEach(SharedIndexInformer::close);
    worker.shutdownNow();
    server.close();
  }

  private Stream<Key> keys() {
    return sources.entrySet().stream()
        .flatMap(
            kind -> kind.getValue().getStore().list().stream().map(s -> Key.of(kind.getKey(), s)));
  }

  private void enqueue(Key key) {
    if (waiting.add(key)) {
      try {
        worker.execute(() -> reconcile(key));
      } catch (RejectedExecutionException e) {
        waiting.remove(key); // closed meanwhile
      }
    }
  }

  private void reconcile(Key key) {
    waiting.remove(key);
    var timer = timers.remove(key);
    if (timer != null) {
      timer.cancel(false);
    }
    if (keys().anyMatch(key::equals) && !worker.isShutdown()) {
      var next = reconciler.reconcile(key.kind(), key.namespace(), key.name());
      timers.put(key, worker.schedule(() -> enqueue(key), next.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  /** Only what a user changed counts: not our own status. */
  private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {
    private final SourceKind kind;

    Changes(SourceKind kind) {
      this.kind = kind;
    }

    @Override
    public void onAdd(GenericKubernetesResource source) {
      enqueue(Key.of(kind, source));
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      var sameSpec =
          Objects.equals(before.getMetadata().getGeneration(), after.getMetadata().getGeneration());
      if (!sameSpec || !Objects.equals(requestedAt(before), requestedAt(after))) {
        enqueue(Key.of(kind, after));
      }
    }

    @Override
    public void onDelete(GenericKubernetesResource source, boolean finalStateUnknown) {
      timers.remove(Key.of(kind, source));
    }
  }

  static @Nullable String requestedAt(GenericKubernetesResource source) {
    var annotations = source.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(REQUESTED_AT);
  }
}
