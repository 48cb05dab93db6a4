package dev.headgate.benchmarks;

import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every commit that a Kustomization of a namespace ever tried, or its source ever showed. */
final class Shown implements AutoCloseable {

  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private final Set<String> shown = ConcurrentHashMap.newKeySet();
  private final Watch kustomizations;
  private final Watch sources;

  Shown(KubernetesClient client, String namespace) {
    kustomizations =
        watch(
            client,
            FluxKinds.KUSTOMIZATION,
            namespace,
            root ->
                Stream.of("/status/lastAttemptedRevision", "/status/lastAppliedRevision")
                    .flatMap(pointer -> root.text(pointer).stream())
                    .forEach(revision -> tried.add(new Revision(revision).commit())));
    sources = watch(client, FluxKinds.GIT_REPOSITORY, namespace, this::source);
  }

  private void source(FluxObject source) {
    if (source.name().equals(Yaml.SOURCE)) {
      source.text("/spec/ref/commit").ifPresent(shown::add);
      source.artifact().ifPresent(artifact -> shown.add(artifact.revision().commit()));
    }
  }

  boolean isTried(String commit) {
    return tried.contains(commit);
  }

  boolean isShown(String commit) {
    return shown.contains(commit);
  }

  /** How many of these were shown or tried. */
  long of(Collection<String> commits) {
    return commits.stream().filter(commit -> isTried(commit) || isShown(commit)).count();
  }

  /** How many of these Flux tried. */
  long triedOf(Collection<String> commits) {
    return commits.stream().filter(this::isTried).count();
  }

  @Override
  public void close() {
    kustomizations.close();
    sources.close();
  }

  private static Watch watch(
      KubernetesClient client,
      ResourceDefinitionContext kind,
      String namespace,
      Consumer<FluxObject> seen) {
    return client
        .genericKubernetesResources(kind)
        .inNamespace(namespace)
        .watch(
            new Watcher<>() {
              @Override
              public void eventReceived(Action action, GenericKubernetesResource object) {
                seen.accept(FluxObject.of(object));
              }

              @Override
              public void onClose(WatcherException cause) {
                throw new IllegalStateException("a watch ended", cause);
              }
            });
  }
}
