package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.KubeconfigRef;
import dev.headgate.core.probe.Run;
import dev.headgate.core.sandbox.Contact;
import dev.headgate.core.sandbox.Leftovers;
import dev.headgate.core.sandbox.Site;
import dev.headgate.runtime.apply.Cleaner;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.pool.SandboxLeases.Held;
import dev.headgate.runtime.pool.SandboxLeases.SandboxRef;
import dev.headgate.runtime.proof.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provider {@code kubeconfig}: one existing cluster (a "vCluster dev") that a Secret leads to. A
 * Lease keeps it to one change at a time, whichever gates and pools name it; it is cleaned before
 * the Lease ends.
 */
final class KubeconfigProvider implements Provider {

  private static final Logger LOG = LoggerFactory.getLogger(KubeconfigProvider.class);
  private static final Duration CLEANING = Duration.ofMinutes(2);

  private final SandboxLeases leases;
  private final SandboxConnections connections;
  private final Sandboxed all;
  private final Consumer<ChangeSandbox> wake;
  private final Clock clock;
  private final Jobs<Leftovers> cleanings;
  private final Map<String, Site> obstacles = new ConcurrentHashMap<>();

  KubeconfigProvider(
      SandboxLeases leases,
      SandboxConnections connections,
      Sandboxed all,
      Jobs<Leftovers> cleanings,
      Consumer<ChangeSandbox> wake,
      Clock clock) {
    this.leases = leases;
    this.connections = connections;
    this.all = all;
    this.cleanings = cleanings;
    this.wake = wake;
    this.clock = clock;
  }

  /** Who came first asks for the Lease; the others need not ask at all. */
  @Override
  public Site look(Plot plot) {
    var ref = access(plot);
    var obstacle = obstacles.get(plot.uid());
    if (obstacle != null) {
      return obstacle;
    }
    var before = before(plot);
    if (before.isPresent()) {
      return new Site.InMaking(
          "sandbox %s goes to ChangeRequest %s first"
              .formatted(ref.secret(), Sandboxed.holder(before.get())));
    }
    return leases
        .get(ref)
        .<Site>map(
            held ->
                isOf(held, plot)
                    ? new Site.Made()
                    : new Site.InMaking(
                        "sandbox %s is leased to ChangeRequest %s"
                            .formatted(ref.secret(), held.changeRequest())))
        .orElseGet(() -> new Site.InMaking("sandbox %s is free".formatted(ref.secret())));
  }

  /** What cannot be used is not taken away from others either. */
  @Override
  public void make(Plot plot) throws InterruptedException {
    if (before(plot).isPresent()) {
      return;
    }
    var ref = access(plot);
    switch (connections.connect(ref)) {
      case SandboxClient.Connection.Connected(var client) -> {
        obstacles.remove(plot.uid());
        leases.take(ref, plot.changeUid(), plot.changeRequest());
      }
      case SandboxClient.Connection.Refused(var reason) ->
          obstacles.put(plot.uid(), new Site.Failed(reason));
      case SandboxClient.Connection.Unreachable(var reason) ->
          obstacles.put(
              plot.uid(),
              new Site.InMaking("sandbox %s does not answer: %s".formatted(ref.secret(), reason)));
    }
  }

  /** One that waits for the same cluster and asked earlier. */
  private Optional<ChangeSandbox> before(Plot plot) {
    var ref = access(plot);
    return all.waitingFor(ref).stream()
        .filter(other -> !other.getMetadata().getUid().equals(plot.uid()))
        .filter(other -> ORDER.compare(other, plot.sandbox()) < 0)
        .min(ORDER);
  }

  private static final Comparator<ChangeSandbox> ORDER =
      Comparator.<ChangeSandbox, String>comparing(one -> one.getMetadata().getCreationTimestamp())
          .thenComparing(one -> one.getMetadata().getUid());

  @Override
  public SandboxRef access(Plot plot) {
    return ref(plot.home(), Objects.requireNonNull(plot.template().kubeconfig()));
  }

  static SandboxRef ref(String namespace, KubeconfigRef kubeconfig) {
    return new SandboxRef(namespace, kubeconfig.secretRef().name(), kubeconfig.secretRef().key());
  }

  @Override
  public Contact reach(Plot plot) throws InterruptedException {
    var ref = access(plot);
    return switch (connections.connect(ref)) {
      case SandboxClient.Connection.Connected(var client) ->
          new Contact.Reached(client.kubeSystemUid());
      case SandboxClient.Connection.Refused(var reason) -> new Contact.Refused(reason);
      case SandboxClient.Connection.Unreachable(var reason) ->
          new Contact.Pending("sandbox %s does not answer: %s".formatted(ref.secret(), reason));
    };
  }

  /** Nothing is known of where that cluster runs. */
  @Override
  public Run inLightOfTheHost(Run run, SandboxClient client) {
    return run;
  }

  @Override
  public Leftovers leftovers(Plot plot) {
    if (!isOurs(plot)) {
      return new Leftovers.None();
    }
    return cleanings
        .result(job(plot), Duration.ZERO, e -> new Leftovers.Some("cleaning it failed: " + e))
        .orElseGet(() -> new Leftovers.Some("it is being cleaned"));
  }

  void forget(String sandboxUid) {
    cleanings.forget(sandboxUid + " ");
    obstacles.remove(sandboxUid);
  }

  /** A cleaning that ended without success begins anew. */
  @Override
  public void remove(Plot plot) {
    if (cleanings.result(job(plot), Duration.ZERO, e -> new Leftovers.None()).isPresent()) {
      cleanings.forget(job(plot));
    }
    leases
        .get(access(plot))
        .filter(held -> isOf(held, plot))
        .ifPresent(
            held -> cleanings.start(job(plot), () -> giveBack(held), () -> wakeWhenClean(plot)));
  }

  /** One that is not clean is looked at again after a while, not at once. */
  private void wakeWhenClean(Plot plot) {
    cleanings
        .result(job(plot), Duration.ZERO, e -> new Leftovers.Some("failed"))
        .filter(Leftovers.None.class::isInstance)
        .ifPresent(clean -> wake.accept(plot.sandbox()));
  }

  /** Cleans the sandbox of whoever holds it, and ends that Lease. */
  Leftovers giveBack(Held held) throws InterruptedException {
    var leftovers =
        switch (connections.reconnect(held.sandbox())) {
          case SandboxClient.Connection.Connected(var client) -> clean(held, client);
          case SandboxClient.Connection.Unreachable(var reason) ->
              new Leftovers.Some("it cannot be cleaned: " + reason);
          case SandboxClient.Connection.Refused(var reason) -> {
            // Nobody reaches it this way any more. What lies in it says that this host made it, so
            // the next change that gets the same cluster another way cleans it away.
            LOG.warn("sandbox not cleaned lease={} reason={}", held.leaseName(), reason);
            yield new Leftovers.None();
          }
        };
    if (leftovers instanceof Leftovers.None) {
      leases.end(held);
      LOG.info("sandbox given back lease={} holder={}", held.leaseName(), held.uid());
    }
    return leftovers;
  }

  private Leftovers clean(Held held, SandboxClient client) throws InterruptedException {
    return switch (new Cleaner(client, clock).clean(held.uid(), CLEANING)) {
      case Cleaner.Result.Clean() -> new Leftovers.None();
      case Cleaner.Result.StillThere(var objects) ->
          new Leftovers.Some(
              "these objects do not go: "
                  + String.join(", ", objects.subList(0, Math.min(5, objects.size()))));
      case Cleaner.Result.Lost(var reason) ->
          new Leftovers.Some("it does not answer while it is cleaned: " + reason);
    };
  }

  private boolean isOurs(Plot plot) {
    return leases.get(access(plot)).filter(held -> isOf(held, plot)).isPresent();
  }

  private static boolean isOf(Held held, Plot plot) {
    return held.uid().equals(plot.changeUid());
  }

  private static String job(Plot plot) {
    return plot.uid() + " clean";
  }
}
