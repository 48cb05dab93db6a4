package dev.headgate.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.Origin;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.local.Lab;
import dev.headgate.runtime.status.Statuses;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateMetricsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final GateMetrics metrics =
      new GateMetrics(registry, Clock.fixed(NOON.plusSeconds(90), ZoneOffset.UTC));

  /** A rule over a metric that nobody exports never fires. */
  @Test
  void shouldExportEveryMetricAndWordThatTheAlertRulesAskFor() throws IOException {
    // given
    var rules = Files.readString(Lab.chart().resolve("files/alerts.yaml"));

    // when
    metrics.publish(
        gate(), status(GateState.HELD, held("Guard"), inFlight()), Optional.of(failed()));
    var other = gate();
    other.getMetadata().setUid("other-uid");
    metrics.publish(other, status(GateState.HELD, held("Verification"), null), Optional.empty());

    // then
    var asked = Pattern.compile("headgate_\\w+(?:\\{\\w+=\"\\w+\"})?").matcher(rules);
    assertThat(asked.results().map(found -> found.group().replace("}", "")).toList())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            metric -> {
              var name = metric.replaceAll("\\{.*", "");
              var tag = metric.contains("{") ? metric.substring(metric.indexOf('{') + 1) : "";
              assertThat(registry.scrape().lines())
                  .anyMatch(line -> line.startsWith(name + "{") && line.contains(tag));
            });
  }

  @Test
  void shouldSayOneForTheStateThatItIsInAndZeroForAllOthers() {
    // when
    metrics.publish(gate(), status(GateState.BYPASSED, null, null), Optional.empty());

    // then
    assertThat(value("headgate_gate_state", "state=\"Bypassed\"")).isEqualTo(1);
    assertThat(value("headgate_gate_state", "state=\"Open\"")).isZero();
    assertThat(registry.scrape()).doesNotContain("Unknown");
  }

  @Test
  void shouldCountFromTheFirstBlockerAndFromThePinMove() {
    // when
    metrics.publish(gate(), status(GateState.HELD, held("Approval"), inFlight()), Optional.empty());

    // then
    assertThat(value("headgate_gate_held_seconds", "gate=\"cluster\"")).isEqualTo(90);
    assertThat(value("headgate_gate_pin_in_flight_seconds", "gate=\"cluster\"")).isEqualTo(90);
    assertThat(value("headgate_gate_blocker", "type=\"Approval\"")).isEqualTo(1);
  }

  @Test
  void shouldFallSilentAboutWhatNoLongerHolds() {
    // given
    metrics.publish(gate(), status(GateState.HELD, held("Approval"), inFlight()), Optional.empty());

    // when
    metrics.publish(gate(), status(GateState.OPEN, null, null), Optional.empty());

    // then
    assertThat(value("headgate_gate_held_seconds", "gate=\"cluster\"")).isZero();
    assertThat(value("headgate_gate_pin_in_flight_seconds", "gate=\"cluster\"")).isZero();
    assertThat(registry.scrape()).doesNotContain("type=\"Approval\"");
  }

  @Test
  void shouldForgetAGateThatIsGone() {
    // given
    metrics.publish(gate(), status(GateState.OPEN, null, null), Optional.empty());

    // when
    metrics.forget("gate-uid");

    // then
    assertThat(registry.scrape()).doesNotContain("gate=\"cluster\"");
  }

  private double value(String name, String tag) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static dev.headgate.api.v1alpha1.ChangeRequestStatus failed() {
    return Statuses.aProof().judged(Result.FAILED, "ChecksFailed").status();
  }

  private static Blocker held(String type) {
    return new Blocker(type, "Reason", "why", NOON, null, null);
  }

  private static PromotionGateStatus.Pin inFlight() {
    return new PromotionGateStatus.Pin("main@sha1:a", null, Origin.VERDICT, NOON, 0, List.of());
  }

  private static PromotionGate gate() {
    var gate = new PromotionGate();
    gate.setMetadata(
        new ObjectMetaBuilder()
            .withName("cluster")
            .withNamespace("flux-system")
            .withUid("gate-uid")
            .build());
    return gate;
  }

  private static PromotionGateStatus status(
      GateState state, @Nullable Blocker blocker, PromotionGateStatus.@Nullable Pin pin) {
    return new PromotionGateStatus(
        1L,
        null,
        null,
        null,
        state,
        null,
        blocker == null ? List.of() : List.of(blocker),
        null,
        null,
        null,
        pin,
        null,
        List.of(),
        null,
        null,
        List.of(),
        0);
  }
}
