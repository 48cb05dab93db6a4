package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxPoolSpec;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import dev.headgate.core.sandbox.Admission;
import dev.headgate.runtime.status.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The pools, as the informer has them and with the statuses that we wrote since. */
final class Pools {

  private final CompletableFuture<Cache<SandboxPool>> cache = new CompletableFuture<>();
  private final StatusWriter<SandboxPoolSpec, SandboxPoolStatus, SandboxPool> statuses;
  private final KubernetesClient client;

  Pools(
      StatusWriter<SandboxPoolSpec, SandboxPoolStatus, SandboxPool> statuses,
      KubernetesClient client) {
    this.statuses = statuses;
    this.client = client;
  }

  void readFrom(Cache<SandboxPool> informer) {
    cache.complete(informer);
  }

  /** The pool that a sandbox asks; one that the informer has not seen is looked up. */
  Optional<SandboxPool> of(ChangeSandbox sandbox) {
    var ref = sandbox.getSpec().poolRef();
    if (ref == null) {
      return Optional.empty();
    }
    var home = Sandboxed.home(sandbox);
    return Optional.ofNullable(cache.getNow(null))
        .flatMap(informer -> informer.get(new ResourceID(ref.name(), home)))
        .map(statuses::current)
        .or(
            () ->
                Optional.ofNullable(
                    client
                        .resources(SandboxPool.class)
                        .inNamespace(home)
                        .withName(ref.name())
                        .get()));
  }

  /** Whether it is the sandbox's turn, by what the pool has written down. */
  static Admission admission(SandboxPool pool, ChangeSandbox sandbox, Queues queues) {
    var meta = sandbox.getMetadata();
    var spec = pool.getSpec();
    if (!serves(pool, meta.getNamespace())) {
      return new Admission.Refused(
          "SandboxPool %s/%s does not serve namespace %s (its spec.namespaces)"
              .formatted(
                  pool.getMetadata().getNamespace(),
                  pool.getMetadata().getName(),
                  meta.getNamespace()));
    }
    return Optional.ofNullable(pool.getStatus()).stream()
        .flatMap(status -> Stream.concat(status.slots().stream(), status.warm().stream()))
        .filter(slot -> slot.uid().equals(meta.getUid()))
        .<Admission>map(slot -> granted(spec, slot.since()))
        .findFirst()
        .orElseGet(() -> queues.place(pool, meta.getUid()));
  }

  private static Admission granted(SandboxPoolSpec spec, Instant since) {
    return new Admission.Granted(
        since.plus(Objects.requireNonNull(spec.startTimeout()).toJava()),
        since.plus(Objects.requireNonNull(spec.ttl()).toJava()));
  }

  /** The UID of the warm one that it took over, as the pool wrote it down. */
  static Optional<String> site(SandboxPool pool, ChangeSandbox sandbox) {
    return Optional.ofNullable(pool.getStatus()).stream()
        .flatMap(status -> status.slots().stream())
        .filter(slot -> slot.uid().equals(sandbox.getMetadata().getUid()))
        .flatMap(slot -> Optional.ofNullable(slot.site()).stream())
        .findFirst();
  }

  /** Who took over a warm one; empty while it is nobody's. */
  static Optional<SandboxPoolStatus.Slot> heir(SandboxPool pool, ChangeSandbox warm) {
    return Optional.ofNullable(pool.getStatus()).stream()
        .flatMap(status -> status.slots().stream())
        .filter(slot -> warm.getMetadata().getUid().equals(slot.site()))
        .findFirst();
  }

  static boolean serves(SandboxPool pool, String namespace) {
    return pool.getMetadata().getNamespace().equals(namespace)
        || pool.getSpec().namespaces().contains(namespace);
  }
}
