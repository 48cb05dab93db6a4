package dev.headgate.benchmarks;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** When what happened to each commit was first seen through watches. */
final class Moments implements AutoCloseable {

  /** What can be seen of a commit, in its order. */
  enum Moment {
    SEEN,
    ASKED,
    JUDGED,
    PINNED,
    SHOWN
  }

  private final Map<String, Long> first = new ConcurrentHashMap<>();
  private final Watch proofs;
  private final Watch sources;

  Moments(KubernetesClient client, String namespace) {
    proofs =
        client.resources(ChangeRequest.class).inNamespace(namespace).watch(new Each<>(this::proof));
    sources =
        client
            .genericKubernetesResources(FluxKinds.GIT_REPOSITORY)
            .inNamespace(namespace)
            .watch(new Each<>(this::source));
  }

  boolean has(String commit, Moment moment) {
    return first.containsKey(moment + commit);
  }

  Duration between(String commit, Moment from, Moment to) {
    return Duration.ofNanos(at(commit, to) - at(commit, from));
  }

  private long at(String commit, Moment moment) {
    var at = first.get(moment + commit);
    if (at == null) {
      throw new IllegalStateException("%s was never %s".formatted(commit, moment));
    }
    return at;
  }

  private void note(String commit, Moment moment) {
    first.putIfAbsent(moment + commit, System.nanoTime());
  }

  private void proof(ChangeRequest request) {
    var revision = request.getSpec().revision();
    if (revision == null) {
      return;
    }
    var commit = new Revision(revision).commit();
    note(commit, Moment.ASKED);
    if (request.getStatus() != null && request.getStatus().verdict() != null) {
      note(commit, Moment.JUDGED);
    }
  }

  private void source(GenericKubernetesResource resource) {
    var source = FluxObject.of(resource);
    var shown = source.artifact().map(artifact -> artifact.revision().commit());
    if (source.name().equals(Yaml.SOURCE)) {
      source.text("/spec/ref/commit").ifPresent(commit -> note(commit, Moment.PINNED));
      shown.ifPresent(commit -> note(commit, Moment.SHOWN));
    } else {
      shown.ifPresent(commit -> note(commit, Moment.SEEN));
    }
  }

  @Override
  public void close() {
    proofs.close();
    sources.close();
  }

  private record Each<T>(Consumer<T> seen) implements Watcher<T> {
    @Override
    public void eventReceived(Action action, T object) {
      seen.accept(object);
    }

    @Override
    public void onClose(WatcherException cause) {
      throw new IllegalStateException("a watch ended", cause);
    }
  }
}
