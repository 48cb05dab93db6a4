package dev.headgate.runtime.status;

import dev.headgate.runtime.kube.ServerSideApply;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the status of a kind. It also reads its own writes: a cache is a moment behind,
 * and a decision on a status that we have already replaced would be made twice.
 *
 * @param <P> the spec
 * @param <S> the status
 * @param <T> the kind
 */
public final class StatusWriter<P, S, T extends CustomResource<P, S>> {

  private final ServerSideApply apply;
  private final Supplier<T> maker;
  private final Map<String, Written<S>> lastByUid = new ConcurrentHashMap<>();

  /**
   * Writes one kind.
   *
   * @param maker makes an empty object of it
   */
  public StatusWriter(ServerSideApply apply, Supplier<T> maker) {
    this.apply = apply;
    this.maker = maker;
  }

  /** The object with the status that was written last, where the cache has not seen that yet. */
  public T current(T cached) {
    var uid = cached.getMetadata().getUid();
    var last = lastByUid.get(uid);
    if (last == null) {
      return cached;
    }
    if (version(cached) >= last.version()) {
      lastByUid.remove(uid, last);
      return cached;
    }
    var ahead = maker.get();
    ahead.setMetadata(
        new ObjectMetaBuilder(cached.getMetadata())
            .withResourceVersion(Long.toString(last.version()))
            .build());
    ahead.setSpec(cached.getSpec());
    ahead.setStatus(last.status());
    return ahead;
  }

  /** Writes status whole, unless it says nothing new. Returns whether it was written. */
  public boolean write(T resource, S status) {
    return write(resource, status, null);
  }

  /**
   * The same, but only if nobody has written the object since it was read: a conflict (409)
   * otherwise.
   */
  public boolean writeIfUnchanged(T resource, S status) {
    return write(resource, status, resource.getMetadata().getResourceVersion());
  }

  private boolean write(T resource, S status, @Nullable String resourceVersion) {
    if (status.equals(resource.getStatus())) {
      return false;
    }
    var bare = maker.get();
    bare.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .withUid(resource.getMetadata().getUid())
            .withResourceVersion(resourceVersion)
            .build());
    bare.setStatus(status);
    var stored = apply.status(bare);
    lastByUid.put(resource.getMetadata().getUid(), new Written<>(version(stored), status));
    return true;
  }

  /** Resource versions of one kind may be compared as numbers (KEP-5504). */
  private static long version(CustomResource<?, ?> resource) {
    return Long.parseLong(resource.getMetadata().getResourceVersion());
  }

  private record Written<S>(long version, S status) {}
}
