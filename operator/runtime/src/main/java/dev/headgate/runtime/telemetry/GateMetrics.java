package dev.headgate.runtime.telemetry;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.api.v1alpha1.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gates as gauges, one row for each gate and word. The alert rules of the chart are written
 * over these names.
 */
public final class GateMetrics {

  private final Clock clock;
  private final MultiGauge states;
  private final MultiGauge blockers;
  private final MultiGauge held;
  private final MultiGauge verdicts;
  private final MultiGauge inFlight;
  private final Map<String, Seen> gates = new ConcurrentHashMap<>();

  public GateMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    states = gauge(registry, "headgate.gate.state", "1 for the state that the gate is in.");
    blockers = gauge(registry, "headgate.gate.blocker", "1 while the requirement is not met.");
    held = gauge(registry, "headgate.gate.held.seconds", "How long the first blocker has stood.");
    verdicts =
        gauge(registry, "headgate.gate.candidate.verdict", "1 for the verdict on the candidate.");
    inFlight =
        gauge(registry, "headgate.gate.pin.in.flight.seconds", "How long a pin has not landed.");
  }

  /** What a gate published, with the status of its candidate's proof. */
  public synchronized void publish(
      PromotionGate gate, PromotionGateStatus status, Optional<ChangeRequestStatus> candidate) {
    gates.put(
        gate.getMetadata().getUid(),
        new Seen(
            gate.getMetadata().getNamespace(), gate.getMetadata().getName(), status, candidate));
    refresh();
  }

  public synchronized void forget(String gateUid) {
    gates.remove(gateUid);
    refresh();
  }

  private void refresh() {
    var rows = new Rows();
    gates.values().forEach(gate -> describe(gate, rows));
    states.register(rows.states, true);
    blockers.register(rows.blockers, true);
    held.register(rows.held, true);
    verdicts.register(rows.verdicts, true);
    inFlight.register(rows.inFlight, true);
  }

  private void describe(Seen gate, Rows rows) {
    var tags = Tags.of("namespace", gate.namespace(), "gate", gate.name());
    Arrays.stream(GateState.values())
        .filter(state -> state != GateState.UNKNOWN)
        .forEach(
            state ->
                rows.states.add(
                    row(tags.and("state", state.word()), state == gate.status().state())));
    gate.status().blockers().stream()
        .map(Blocker::type)
        .distinct()
        .forEach(type -> rows.blockers.add(row(tags.and("type", type), true)));
    var heldSince =
        gate.status().blockers().stream()
            .flatMap(blocker -> Optional.ofNullable(blocker.since()).stream())
            .min(Comparator.naturalOrder());
    rows.held.add(since(tags, heldSince));
    rows.inFlight.add(
        since(
            tags, Optional.ofNullable(gate.status().pin()).map(PromotionGateStatus.Pin::movedAt)));
    var verdict = gate.candidate().map(ChangeRequestStatus::verdict).map(Verdict::result);
    Arrays.stream(Result.values())
        .filter(result -> result != Result.UNKNOWN)
        .forEach(
            result ->
                rows.verdicts.add(
                    row(
                        tags.and("result", result.word()),
                        verdict.filter(result::equals).isPresent())));
  }

  private MultiGauge.Row<?> since(Tags tags, Optional<Instant> start) {
    return MultiGauge.Row.of(
        tags, () -> start.map(at -> seconds(Duration.between(at, clock.instant()))).orElse(0.0));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static MultiGauge.Row<?> row(Tags tags, boolean on) {
    return MultiGauge.Row.of(tags, on ? 1 : 0);
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private record Seen(
      String namespace,
      String name,
      PromotionGateStatus status,
      Optional<ChangeRequestStatus> candidate) {}

  private static final class Rows {
    private final List<MultiGauge.Row<?>> states = new ArrayList<>();
    private final List<MultiGauge.Row<?>> blockers = new ArrayList<>();
    private final List<MultiGauge.Row<?>> held = new ArrayList<>();
    private final List<MultiGauge.Row<?>> verdicts = new ArrayList<>();
    private final List<MultiGauge.Row<?>> inFlight = new ArrayList<>();
  }
}
