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
import dev.headgate.runtime.probe.Prometheus;
import dev.headgate.runtime.proof.SandboxLeases.Asked;
import dev.headgate.runtime.proof.SandboxLeases.Held;
import dev.headgate.runtime.proof.SandboxLeases.SandboxRef;
import dev.headgate.runtime.sandbox.Exercise;
import dev.headgate.runtime.sandbox.Patience;
import dev.headgate.runtime.sandbox.SandboxRun;
import io.fabric8.kubernetes.client.KubernetesClientException;
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

  /** Whoever waits for a sandbox asks no more often than this. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final SandboxLeases leases;
  private final SandboxConnections connections;
  private final Prometheus prometheus;
  private final Wakeups wakeups;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Asking> askingByUid = new ConcurrentHashMap<>();
  private final Map<String, SandboxClient> clientByUid = new ConcurrentHashMap<>();
  private final Map<String, String> progressByUid = new ConcurrentHashMap<>();
  private final Set<String> givingBack = ConcurrentHashMap.newKeySet();

  KubeconfigSandboxes(
      SandboxLeases leases,
      SandboxConnections connections,
      Prometheus prometheus,
      Wakeups wakeups,
      Clock clock) {
    this.leases = leases;
    this.connections = connections;
    this.prometheus = prometheus;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  @Override
  public Sandbox state(ChangeRequest request, PromotionGate gate) {
    if (gate.getSpec().sandbox() == null) {
      return new Sandbox.Unconfigured();
    }
    var asking = askingByUid.get(uid(request));
    return asking == null ? new Sandbox.Pending("nobody has asked yet") : asking.answer();
  }

  /** Pending is asked for again after a pause; what was granted or refused stands. */
  @Override
  public void request(ChangeRequest request, PromotionGate gate) {
    ref(gate)
        .ifPresent(
            sandbox -> {
              var next = new Asking(new Sandbox.Pending("asking for " + sandbox), true, clock);
              var before = askingByUid.putIfAbsent(uid(request), next);
              if (before == null || askAgain(uid(request), before)) {
                threads.execute(() -> settle(request, sandbox));
              }
            });
  }

  private boolean askAgain(String uid, Asking before) {
    return before.answer() instanceof Sandbox.Pending
        && !before.underWay()
        && !clock.instant().isBefore(before.since().plus(PAUSE))
        && askingByUid.replace(uid, before, new Asking(before.answer(), true, clock));
  }

  /** What was answered last, and whether somebody is asking now. */
  private record Asking(Sandbox answer, boolean underWay, Instant since) {
    Asking(Sandbox answer, boolean underWay, Clock clock) {
      this(answer, underWay, clock.instant());
    }
  }

  @Override
  public void cancel(ChangeRequest request) {
    askingByUid.remove(uid(request));
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
    var run =
        new SandboxRun(
                client, Patience.STANDARD, clock, progress -> heard(request, progress), prometheus)
            .run(
                new Exercise(
                    uid(request),
                    comparison.live().manifests(),
                    comparison.candidate().manifests(),
                    comparison.changes(),
                    assessment.risk().factors(),
                    deadline,
                    assessment.probes()));
    return run instanceof Run.Lost(var reason)
        ? new Run.Lost("sandbox %s: %s".formatted(lease.sandbox(), reason))
        : run;
  }

  private void heard(ChangeRequest request, String progress) {
    progressByUid.put(uid(request), progress);
    LOG.debug("sandbox run changeRequest={} progress={}", name(request), progress);
  }

  @Override
  public String progress(ChangeRequest request) {
    return progressByUid.getOrDefault(uid(request), "starting in the sandbox");
  }

  @Override
  public void release(ChangeRequest request, Lease lease) {
    var client = clientByUid.remove(uid(request));
    askingByUid.remove(uid(request));
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
    if (givingBack.contains(held.uid())) {
      return;
    }
    clientByUid.remove(held.uid());
    askingByUid.remove(held.uid());
    progressByUid.remove(held.uid());
    switch (connections.reconnect(held.sandbox())) {
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

  /** Wakes the proof only with news: it looks by itself now and then. */
  private void settle(ChangeRequest request, SandboxRef sandbox) {
    try {
      var answer = answer(request, sandbox);
      var before = askingByUid.get(uid(request));
      var still =
          askingByUid.computeIfPresent(
              uid(request), (uid, asking) -> new Asking(answer, false, clock));
      if (still == null) {
        giveBackUnwanted(request, sandbox);
      } else if (before == null || !before.answer().equals(answer)) {
        wakeups.wake(request);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The end of a thread: without an answer nobody would ever ask again.
      LOG.error("sandbox not asked for changeRequest={} error={}", name(request), e.getClass());
      askingByUid.computeIfPresent(
          uid(request), (uid, asking) -> new Asking(asking.answer(), false, clock));
    }
  }

  private Sandbox answer(ChangeRequest request, SandboxRef sandbox) throws InterruptedException {
    try {
      return lease(request, sandbox);
    } catch (KubernetesClientException e) {
      return new Sandbox.Pending(
          "the lease on sandbox %s cannot be taken (%d)".formatted(sandbox.secret(), e.getCode()));
    }
  }

  /** It was granted to a proof that no longer wants it. */
  private void giveBackUnwanted(ChangeRequest request, SandboxRef sandbox) {
    var client = clientByUid.remove(uid(request));
    if (client != null) {
      leases
          .get(sandbox)
          .filter(held -> held.uid().equals(uid(request)))
          .ifPresent(held -> giveBack(held, client));
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
