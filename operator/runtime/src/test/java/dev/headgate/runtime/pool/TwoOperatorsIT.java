package dev.headgate.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxPoolStatus.Slot;
import dev.headgate.local.Lab;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.status.StatusWriter;
import dev.headgate.runtime.telemetry.SandboxMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two operators that decide about one pool at once, each of what it has seen. */
@ExtendWith(RealClusters.class)
class TwoOperatorsIT {

  private KubernetesClient host;

  @BeforeEach
  void knowPools(@Host LocalCluster cluster) throws IOException {
    host = cluster.client();
    for (var kind : List.of("changesandboxes", "sandboxpools")) {
      try (var crd = Files.newInputStream(Lab.chart().resolve("crds/" + kind + ".yaml"))) {
        host.load(crd).forceConflicts().serverSideApply();
      }
    }
    await()
        .ignoreExceptions()
        .until(
            () ->
                host.resources(ChangeSandbox.class).inAnyNamespace().list() != null
                    && host.resources(SandboxPool.class).inAnyNamespace().list() != null);
  }

  @Test
  void shouldNotBothLetSomebodyIntoTheOnlyPlaceOfAPool(@Host TestNamespace in) throws Exception {
    // given
    var pool =
        host.resource(
                Serialization.unmarshal(
                    """
                    apiVersion: headgate.dev/v1alpha1
                    kind: SandboxPool
                    metadata: {name: pool, namespace: %s}
                    spec: {template: {vcluster: {chartRef: {name: vcluster}}}}
                    """
                        .formatted(in.name()),
                    SandboxPool.class))
            .create();
    var one = asking(in, "one");
    var other = asking(in, "other");

    // when: the second decides between what the first reads and what it writes
    var failure =
        catchThrowableOfType(
            KubernetesClientException.class,
            () -> decide(pool, List.of(one), () -> decide(pool, List.of(other), () -> {})));

    // then
    assertThat(failure).extracting(KubernetesClientException::getCode).isEqualTo(409);
    assertThat(slots(pool)).extracting(Slot::uid).containsExactly(other.getMetadata().getUid());

    // and when: it decides again
    decide(pool, List.of(one, other), () -> {});

    // then
    assertThat(slots(pool)).extracting(Slot::uid).containsExactly(other.getMetadata().getUid());
  }

  private List<Slot> slots(SandboxPool pool) {
    return host.resource(pool).get().getStatus().slots();
  }

  private ChangeSandbox asking(TestNamespace in, String name) {
    return host.resource(
            Serialization.unmarshal(
                """
                apiVersion: headgate.dev/v1alpha1
                kind: ChangeSandbox
                metadata: {name: %1$s, namespace: %2$s}
                spec: {changeRequest: {name: %1$s, uid: %1$s}, poolRef: {name: pool}}
                """
                    .formatted(name, in.name()),
                ChangeSandbox.class))
        .create();
  }

  /** One pass of an operator that has seen these, and does this before it decides. */
  @SuppressWarnings("NullAway") // nothing is read from the context
  private void decide(SandboxPool pool, List<ChangeSandbox> seen, Runnable meanwhile) {
    var apply = new ServerSideApply(host);
    var poolStatuses = new StatusWriter<>(apply, SandboxPool::new);
    var all = new Sandboxed(new StatusWriter<>(apply, ChangeSandbox::new));
    all.readFrom(new Seen(seen, meanwhile));
    var reconciler =
        new PoolReconciler(
            host,
            all,
            new SandboxObjects(host, apply),
            new Pools(poolStatuses, host),
            new Queues(),
            new HostRoom(ApiServer.of(host)),
            poolStatuses,
            new Bell<>(),
            new Bell<>(),
            new SandboxMetrics(new SimpleMeterRegistry()),
            Clock.systemUTC());
    try {
      Context<SandboxPool> none = null;
      reconciler.reconcile(pool, none);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What an informer has seen. */
  private record Seen(List<ChangeSandbox> all, Runnable whenAsked) implements Cache<ChangeSandbox> {

    @Override
    public Optional<ChangeSandbox> get(ResourceID id) {
      return all.stream().filter(one -> ResourceID.fromResource(one).equals(id)).findFirst();
    }

    @Override
    public Stream<ResourceID> keys() {
      return all.stream().map(ResourceID::fromResource);
    }

    @Override
    public Stream<ChangeSandbox> list(Predicate<ChangeSandbox> wanted) {
      whenAsked.run();
      return all.stream().filter(wanted);
    }
  }
}
