package dev.headgate.runtime.e2e;

import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Writes down every commit that the gated source or a Kustomization of a world ever showed: as pin
 * or artifact, as attempted or applied.
 */
final class Witness implements AutoCloseable {

  private static final List<String> REVISIONS =
      List.of(
          "/spec/ref/commit",
          "/spec/ref/digest",
          "/status/artifact/revision",
          "/status/lastAttemptedRevision",
          "/status/lastAppliedRevision");

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final List<WatcherException> lost = new CopyOnWriteArrayList<>();
  private final Watch source;
  private final Watch kustomizations;

  private Witness(Gated world) {
    source = watch(world, world.upstream().kind());
    kustomizations = watch(world, FluxKinds.KUSTOMIZATION);
  }

  static Witness of(Gated world) {
    return new Witness(world);
  }

  /**
   * All so far.
   *
   * @throws IllegalStateException when a watch ended, so that something may be missing
   */
  Set<String> seen() {
    if (!lost.isEmpty()) {
      throw new IllegalStateException("a watch was lost", lost.getFirst());
    }
    return Set.copyOf(seen);
  }

  @Override
  public void close() {
    source.close();
    kustomizations.close();
  }

  private Watch watch(Gated world, ResourceDefinitionContext kind) {
    return world
        .lab()
        .host()
        .client()
        .genericKubernetesResources(kind)
        .inNamespace(world.namespace())
        .watch(
            new Watcher<GenericKubernetesResource>() {
              @Override
              public void eventReceived(Action action, GenericKubernetesResource resource) {
                var object = FluxObject.of(resource);
                if (object.label("headgate.dev/head-of").isEmpty()) {
                  commits(object).forEach(seen::add);
                }
              }

              @Override
              public void onClose(WatcherException cause) {
                lost.add(cause);
              }
            });
  }

  private static Stream<String> commits(FluxObject object) {
    return REVISIONS.stream()
        .flatMap(pointer -> object.text(pointer).stream())
        .map(revision -> new Revision(revision).commit());
  }
}
