package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxSpec;
import dev.headgate.api.v1alpha1.ChangeSandboxStatus;
import dev.headgate.api.v1alpha1.KubeconfigRef;
import dev.headgate.api.v1alpha1.SandboxPhase;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.runtime.pool.SandboxLeases.SandboxRef;
import dev.headgate.runtime.status.StatusWriter;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All ChangeSandboxes, as the informer has them and with the statuses that we wrote since. */
final class Sandboxed {

  private final CompletableFuture<Cache<ChangeSandbox>> cache = new CompletableFuture<>();
  private final StatusWriter<ChangeSandboxSpec, ChangeSandboxStatus, ChangeSandbox> statuses;

  Sandboxed(StatusWriter<ChangeSandboxSpec, ChangeSandboxStatus, ChangeSandbox> statuses) {
    this.statuses = statuses;
  }

  void readFrom(Cache<ChangeSandbox> informer) {
    cache.complete(informer);
  }

  Optional<ChangeSandbox> get(String namespace, String name) {
    return cache().get(new ResourceID(name, namespace)).map(statuses::current);
  }

  List<ChangeSandbox> of(SandboxPool pool) {
    return list().stream().filter(sandbox -> isOf(sandbox, pool)).toList();
  }

  /** Those that want that very cluster and do not have it yet. */
  List<ChangeSandbox> waitingFor(SandboxRef ref) {
    return list().stream()
        .filter(sandbox -> sandbox.getMetadata().getDeletionTimestamp() == null)
        .filter(sandbox -> ref.equals(target(sandbox)))
        .filter(Sandboxed::waits)
        .toList();
  }

  /** Where it points, when that is a kubeconfig; of a pool only since its turn came. */
  private static @org.jspecify.annotations.Nullable SandboxRef target(ChangeSandbox sandbox) {
    var spec = sandbox.getSpec();
    KubeconfigRef kubeconfig = spec.kubeconfig();
    var status = sandbox.getStatus();
    if (kubeconfig == null && status != null && status.template() != null) {
      kubeconfig = status.template().kubeconfig();
    }
    return kubeconfig == null ? null : KubeconfigProvider.ref(home(sandbox), kubeconfig);
  }

  /** The namespace in which the references of its template are. */
  static String home(ChangeSandbox sandbox) {
    var pool = sandbox.getSpec().poolRef();
    return pool == null || pool.namespace() == null
        ? sandbox.getMetadata().getNamespace()
        : pool.namespace();
  }

  /** The UID of its ChangeRequest; its own when it is nobody's, so that it is like no other. */
  static String changeUid(ChangeSandbox sandbox) {
    var holder = sandbox.getSpec().changeRequest();
    return holder == null ? sandbox.getMetadata().getUid() : holder.uid();
  }

  /** The name of its ChangeRequest; nobody's is told by its own. */
  static String holder(ChangeSandbox sandbox) {
    var holder = sandbox.getSpec().changeRequest();
    return holder == null ? sandbox.getMetadata().getName() : holder.name();
  }

  static boolean isWarm(ChangeSandbox sandbox) {
    return sandbox.getSpec().changeRequest() == null;
  }

  private static boolean waits(ChangeSandbox sandbox) {
    var phase = Optional.ofNullable(sandbox.getStatus()).map(ChangeSandboxStatus::phase);
    return phase.isEmpty()
        || phase.get() == SandboxPhase.QUEUED
        || phase.get() == SandboxPhase.CREATING;
  }

  static boolean isOf(ChangeSandbox sandbox, SandboxPool pool) {
    var ref = sandbox.getSpec().poolRef();
    return ref != null
        && ref.name().equals(pool.getMetadata().getName())
        && home(sandbox).equals(pool.getMetadata().getNamespace());
  }

  List<ChangeSandbox> list() {
    return cache().list().map(statuses::current).toList();
  }

  private Cache<ChangeSandbox> cache() {
    if (!cache.isDone()) {
      throw new IllegalStateException("the sandbox controller is not registered yet");
    }
    return cache.join();
  }
}
