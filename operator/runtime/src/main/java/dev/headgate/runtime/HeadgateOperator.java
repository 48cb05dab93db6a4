package dev.headgate.runtime;

import dev.headgate.runtime.kube.Connection;
import dev.headgate.runtime.telemetry.HealthServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running operator: its controllers, its lease, its health. */
public final class HeadgateOperator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeadgateOperator.class);

  /** Renewed every 5 s, so a standby takes over within 15 s; safety does not depend on it. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(12);
  private static final Duration RETRY_PERIOD = Duration.ofSeconds(5);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Wiring wiring;
  private final Operator operator;
  private final HealthServer health;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean lost = new AtomicBoolean();
  private final AtomicReference<String> stoppedInformer = new AtomicReference<>("");
  private final AtomicReference<String> leader = new AtomicReference<>("");

  private HeadgateOperator(Settings settings, Connection connection, Clock clock)
      throws IOException {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    wiring = new Wiring(settings, connection, registry, clock);
    operator =
        new Operator(
            configuration ->
                configuration
                    .withKubernetesClient(wiring.client())
                    .withCloseClientOnStop(false)
                    .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                    .withReconciliationTerminationTimeout(DRAIN)
                    .withUseSSAToPatchPrimaryResource(false)
                    .withInformerStoppedHandler(this::informerStopped)
                    .withLeaderElectionConfiguration(election(settings)));
    health = HealthServer.start(settings.healthPort(), registry, this::notAlive, this::notReady);
  }

  /** Starts it; returns when it watches, or waits for its turn to lead. */
  public static HeadgateOperator start(Settings settings, Connection connection)
      throws IOException {
    return start(settings, connection, Clock.systemUTC());
  }

  /** The same by another clock than the machine's. */
  public static HeadgateOperator start(Settings settings, Connection connection, Clock clock)
      throws IOException {
    var headgate = new HeadgateOperator(settings, connection, clock);
    try {
      headgate.operator.register(headgate.wiring.gates(), HeadgateOperator::configure);
      headgate.operator.register(headgate.wiring.pools().pools(), HeadgateOperator::configure);
      headgate.operator.register(headgate.wiring.pools().sandboxes(), HeadgateOperator::configure);
      headgate.operator.register(
          headgate.wiring.proofs().reconciler(), HeadgateOperator::configure);
      headgate.reportGuard();
      headgate.operator.start();
      if (!settings.leaderElection()) {
        headgate.lead(settings.instance());
      }
      LOG.info(
          "started instance={} namespace={} healthPort={}",
          settings.instance(),
          settings.namespace(),
          headgate.health.port());
      return headgate;
    } catch (RuntimeException e) {
      headgate.close();
      throw e;
    }
  }

  public int healthPort() {
    return health.port();
  }

  /**
   * Blocks until it was closed, or leads no longer. Then it must be started anew: it has stopped
   * deciding and does not begin again by itself.
   *
   * @return whether all is well: it was closed
   */
  boolean awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !lost.get();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    LOG.info("stopping");
    health.close();
    operator.stop();
    wiring.close();
    ended.countDown();
  }

  /** Retries never give up, since nobody would come back to what was given up. */
  private static <R extends HasMetadata> void configure(
      ControllerConfigurationOverrider<R> controller) {
    controller
        .watchingAllNamespaces()
        .withRetry(
            new GenericRetry()
                .withoutMaxAttempts()
                .setInitialInterval(200)
                .setIntervalMultiplier(2)
                .setMaxInterval(Duration.ofSeconds(30).toMillis()))
        .withInformerListLimit(100L);
  }

  private @Nullable LeaderElectionConfiguration election(Settings settings) {
    if (!settings.leaderElection()) {
      return null;
    }
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("headgate")
        .withLeaseNamespace(settings.namespace())
        .withIdentity(settings.instance())
        .withLeaseDuration(LEASE)
        .withRenewDeadline(RENEW_DEADLINE)
        .withRetryPeriod(RETRY_PERIOD)
        .withLeaderCallbacks(
            new LeaderCallbacks(
                () -> lead(settings.instance()),
                () -> leadNoLonger(settings.instance()),
                leader::set))
        .build();
  }

  private void lead(String instance) {
    leader.set(instance);
    LOG.info("leading instance={}", instance);
    wiring.pools().startJanitor();
  }

  private void leadNoLonger(String instance) {
    if (!closed.get()) {
      LOG.warn("no longer leading, ending instance={}", instance);
      lost.set(true);
      ended.countDown();
    }
  }

  private void reportGuard() {
    wiring.guard().missing().forEach(fault -> LOG.warn("guard {}", fault));
  }

  private void informerStopped(SharedIndexInformer<?> informer, Throwable why) {
    if (!closed.get()) {
      stoppedInformer.set(informer.getApiTypeClass().getSimpleName());
      LOG.error("informer stopped kind={}", informer.getApiTypeClass().getSimpleName(), why);
    }
  }

  private List<String> notAlive() {
    var faults = new ArrayList<String>();
    Optional.of(stoppedInformer.get())
        .filter(kind -> !kind.isEmpty())
        .ifPresent(kind -> faults.add("the informer of " + kind + " has stopped"));
    return faults;
  }

  /** Ready is leading, or following somebody who leads. */
  private List<String> notReady() {
    var faults = notAlive();
    if (leader.get().isEmpty()) {
      faults.add("no leader is known yet");
    }
    return faults;
  }
}
