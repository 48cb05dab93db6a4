package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.core.probe.Run;
import dev.headgate.core.proof.Assessment;
import dev.headgate.core.sandbox.Lease;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.runtime.apply.Cleaner;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.proof.SandboxLeases.Asked;
import dev.headgate.runtime.proof.SandboxLeases.Held;
import dev.headgate.runtime.proof.SandboxLeases.SandboxRef;
import dev.headgate.runtime.sandbox.Exercise;
import dev.headgate.runtime.sandbox.Patience;
import dev.headgate.runtime.sandbox.SandboxRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provider {@code kubeconfig}: one existing cluster (a "vCluster dev") that a Secret leads to,
 * leased to one proof at a time, cleaned before it is used and before it is given back. What a
 * crash leaves is found by its Lease, see {@link Janitor}.
 */
public final class KubeconfigSandboxes implements Sandboxes, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KubeconfigSandboxes.class);
  private static final Duration CLEANING = Duration.ofMinutes(2);

  private final SandboxLeases leases;
  private final SandboxConnections connections;
  private final Wakeups wakeups;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Sandbox> stateByUid = new ConcurrentHashMap<>();
  private final Map<String, SandboxClient> clientByUid = new ConcurrentHashMap<>();
  private final Map<String, String> progressByUid = new ConcurrentHashMap<>();
  private final Set<String> givingBack = ConcurrentHashMap.newKeySet();

  KubeconfigSandboxes(
      SandboxLeases leases, SandboxConnections connections, Wakeups wakeups, Clock clock) {
    this.leases = leases;
    this.connections = connections;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  @Override
  public Sandbox state(ChangeRequest request, PromotionGate gate) {
    return gate.getSpec().sandbox() == null
        ? new Sandbox.Unconfigured()
        : stateByUid.getOrDefault(uid(request), new Sandbox.Pending("nobody has asked yet"));
  }

  /** Pending is tried again at each call; what was granted or refused stands. */
  @Override
  public void request(ChangeRequest request, PromotionGate gate) {
    var sandbox = ref(gate);
    if (sandbox.isEmpty()) {
      return;
    }
    var asking = new Sandbox.Pending("asking for " + sandbox.get());
    var before = stateByUid.get(uid(request));
    if (before == null || (before instanceof Sandbox.Pending && !before.equals(asking))) {
      stateByUid.put(uid(request), asking);
      threads.execute(() -> settle(request, sandbox.get()));
    }
  }

  @Override
  public void cancel(ChangeRequest request) {
    stateByUid.remove(uid(request));
  }

  @Override
  public Run run(
      ChangeRequest request,
      Lease lease,
      Comparison.Ready comparison,
      Assessment assessment,
      Instant deadline)
      throws InterruptedException {
    var client = clientByUid.get(uid(request));
    if (client == null) {
      return new Run.Lost("the lease on " + lease.sandbox() + " has ended");
    }
    return new SandboxRun(
            client,
            Patience.STANDARD,
            clock,
            progress -> {
              progressByUid.put(uid(request), progress);
              LOG.debug("sandbox run changeRequest={} progress={}", name(request), progress);
            })
        .run(
            new Exercise(
                uid(request),
                comparison.live().manifests(),
                comparison.candidate().manifests(),
                comparison.changes(),
                assessment.risk().factors(),
                deadline));
  }

  @Override
  public String progress(ChangeRequest request) {
    return progressByUid.getOrDefault(uid(request), "starting in the sandbox");
  }

  @Override
  public void release(ChangeRequest request, Lease lease) {
    var client = clientByUid.remove(uid(request));
    stateByUid.remove(uid(request));
    progressByUid.remove(uid(request));
    if (client == null) {
      return;
    }
    threads.execute(
        () ->
            leases.all().stream()
                .filter(held -> held.uid().equals(uid(request)))
                .forEach(held -> giveBack(held, client)));
  }

  /** Cleans the sandbox of a holder that is gone, and ends its lease. */
  void reclaim(Held held) throws InterruptedException {
    if (clientByUid.containsKey(held.uid()) || givingBack.contains(held.uid())) {
      return;
    }
    switch (connections.connect(held.sandbox())) {
      case SandboxClient.Connection.Connected(var client) -> giveBack(held, client);
      case SandboxClient.Connection.Refused(var reason) ->
          LOG.warn("sandbox not reclaimed lease={} reason={}", held.leaseName(), reason);
      case SandboxClient.Connection.Unreachable(var reason) ->
          LOG.warn("sandbox not reclaimed lease={} reason={}", held.leaseName(), reason);
    }
  }

  private void giveBack(Held held, SandboxClient client) {
    givingBack.add(held.uid());
    try {
      var result = new Cleaner(client, clock).clean(held.uid(), CLEANING);
      if (result instanceof Cleaner.Result.Clean) {
        leases.end(held);
        LOG.info("sandbox given back lease={} holder={}", held.leaseName(), held.uid());
      } else {
        LOG.warn("sandbox not clean lease={} result={}", held.leaseName(), result);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      givingBack.remove(held.uid());
    }
  }

  private void settle(ChangeRequest request, SandboxRef sandbox) {
    try {
      var state = lease(request, sandbox);
      stateByUid.replace(uid(request), state);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      wakeups.wake(request);
    }
  }

  private Sandbox lease(ChangeRequest request, SandboxRef sandbox) throws InterruptedException {
    return switch (connections.connect(sandbox)) {
      case SandboxClient.Connection.Refused(var reason) -> new Sandbox.Refused(reason);
      case SandboxClient.Connection.Unreachable(var reason) ->
          new Sandbox.Pending("sandbox %s does not answer: %s".formatted(sandbox.secret(), reason));
      case SandboxClient.Connection.Connected(var client) -> take(request, sandbox, client);
    };
  }

  private Sandbox take(ChangeRequest request, SandboxRef sandbox, SandboxClient client) {
    return switch (leases.take(sandbox, uid(request), name(request))) {
      case Asked.HeldBy(var other) ->
          new Sandbox.Pending(
              "sandbox %s is leased to ChangeRequest %s"
                  .formatted(sandbox.secret(), other.changeRequest()));
      case Asked.Granted() -> {
        clientByUid.put(uid(request), client);
        yield new Sandbox.Ready(new Lease(sandbox.secret(), client.kubeSystemUid()));
      }
    };
  }

  private static Optional<SandboxRef> ref(PromotionGate gate) {
    return Optional.ofNullable(gate.getSpec().sandbox())
        .map(sandbox -> sandbox.kubeconfig().secretRef())
        .map(
            secret ->
                new SandboxRef(gate.getMetadata().getNamespace(), secret.name(), secret.key()));
  }

  private static String uid(ChangeRequest request) {
    return request.getMetadata().getUid();
  }

  private static String name(ChangeRequest request) {
    return request.getMetadata().getName();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    connections.close();
  }
}
