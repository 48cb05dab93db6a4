package dev.headgate.runtime.e2e;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxPoolStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Looks at every revision of a pool, of the ChangeSandboxes and of the namespaces that are made for
 * them, and writes down whatever should never be: more than {@code max}, or one sandbox with two
 * holders. It knows nothing of the operator but what the API server shows.
 */
final class PoolWitness implements AutoCloseable {

  private final int max;
  private final List<String> violations = new ArrayList<>();
  private final List<SandboxPoolStatus.Slot> admitted = new ArrayList<>();
  private final Map<String, String> holderOfSite = new HashMap<>();
  private final Set<String> standing = new HashSet<>();
  private final List<Watch> watches = new ArrayList<>();

  PoolWitness(Gated home, int max) {
    this.max = max;
    var host = home.lab().host().client();
    watches.add(PoolWorld.pool(home).watch(new Each<SandboxPool>(this::pool)));
    watches.add(
        host.resources(ChangeSandbox.class)
            .inAnyNamespace()
            .watch(new Each<ChangeSandbox>(this::sandbox)));
    watches.add(
        host.namespaces().withLabel(PoolWorld.OF).watch(new Each<Namespace>(this::namespace)));
  }

  /** Whatever should never have been. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** Whose turn it was, in that order. */
  synchronized List<SandboxPoolStatus.Slot> admitted() {
    return List.copyOf(admitted);
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }

  private void pool(Watcher.Action action, SandboxPool pool) {
    var status = pool.getStatus();
    if (status == null) {
      return;
    }
    if (status.slots().size() + status.warm().size() > max) {
      violations.add("more places than max: " + status);
    }
    var sites =
        Stream.concat(status.slots().stream(), status.warm().stream())
            .map(slot -> slot.site() == null ? slot.uid() : slot.site())
            .toList();
    if (Set.copyOf(sites).size() < sites.size()) {
      violations.add("one site in two places: " + status);
    }
    status.slots().stream()
        .filter(slot -> admitted.stream().noneMatch(one -> one.uid().equals(slot.uid())))
        .forEach(admitted::add);
  }

  /** A site is told by the namespace of its Secret. */
  private void sandbox(Watcher.Action action, ChangeSandbox sandbox) {
    var status = sandbox.getStatus();
    var holder = sandbox.getSpec().changeRequest();
    if (status == null || status.access() == null || holder == null) {
      return;
    }
    var before = holderOfSite.putIfAbsent(status.access().namespace(), holder.uid());
    if (before != null && !before.equals(holder.uid())) {
      violations.add(status.access().namespace() + " has had two holders");
    }
  }

  private void namespace(Watcher.Action action, Namespace namespace) {
    var name = namespace.getMetadata().getName();
    if (action == Watcher.Action.DELETED) {
      standing.remove(name);
    } else {
      standing.add(name);
    }
    if (standing.size() > max) {
      violations.add("more stand than max: " + standing);
    }
  }

  private final class Each<T extends HasMetadata> implements Watcher<T> {

    private final BiConsumer<Watcher.Action, T> look;

    Each(BiConsumer<Watcher.Action, T> look) {
      this.look = look;
    }

    @Override
    public void eventReceived(Action action, T object) {
      synchronized (PoolWitness.this) {
        look.accept(action, object);
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      synchronized (PoolWitness.this) {
        violations.add("a watch ended, so that something may have been missed: " + cause);
      }
    }
  }
}
