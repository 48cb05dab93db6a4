package dev.headgate.runtime.telemetry;

import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.core.sandbox.PoolDecision;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How busy pools are, how long sandboxes take to start, and what had to be cleared away. */
public final class SandboxMetrics {

  private final MeterRegistry registry;
  private final MultiGauge busy;
  private final MultiGauge queued;
  private final Map<String, Seen> pools = new ConcurrentHashMap<>();

  public SandboxMetrics(MeterRegistry registry) {
    this.registry = registry;
    busy =
        MultiGauge.builder("headgate.sandbox.pool.busy")
            .description("Sandboxes that are made, used or taken down.")
            .register(registry);
    queued =
        MultiGauge.builder("headgate.sandbox.pool.queued")
            .description("Changes that wait for a sandbox.")
            .register(registry);
  }

  public synchronized void publish(SandboxPool pool, PoolDecision decision) {
    pools.put(
        pool.getMetadata().getUid(),
        new Seen(
            Tags.of(
                "namespace",
                pool.getMetadata().getNamespace(),
                "pool",
                pool.getMetadata().getName()),
            decision.slots().size(),
            decision.waiting().size()));
    refresh();
  }

  public synchronized void forget(SandboxPool pool) {
    pools.remove(pool.getMetadata().getUid());
    refresh();
  }

  /** A sandbox was ready so long after its turn had come. */
  public void started(Duration took) {
    Timer.builder("headgate.sandbox.start")
        .description("From its turn in the pool until a sandbox was ready.")
        .register(registry)
        .record(took);
  }

  /** The janitor found something that nobody owned. */
  public void reclaimed(String kind) {
    registry.counter("headgate.sandbox.reclaimed", "kind", kind).increment();
  }

  private void refresh() {
    var busyRows = new ArrayList<MultiGauge.Row<?>>();
    var queuedRows = new ArrayList<MultiGauge.Row<?>>();
    for (var seen : pools.values()) {
      busyRows.add(MultiGauge.Row.of(seen.tags(), seen.busy()));
      queuedRows.add(MultiGauge.Row.of(seen.tags(), seen.queued()));
    }
    busy.register(busyRows, true);
    queued.register(queuedRows, true);
  }

  private record Seen(Tags tags, int busy, int queued) {}
}
