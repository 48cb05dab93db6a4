package dev.headgate.runtime.telemetry;

import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.api.v1alpha1.ProbeStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Verdicts and probes counted by what came of them, and how long proofs take to get there. */
public final class ProofMetrics {

  private final MeterRegistry registry;

  public ProofMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A proof has published something new. */
  public void moved(Optional<ChangeRequestStatus> before, ChangeRequestStatus after, Instant now) {
    var started = after.startedAt();
    var left = before.map(ChangeRequestStatus::phase).map(Phase::word).orElse("New");
    var reached = after.phase();
    if (started == null || reached == null || left.equals(reached.word())) {
      return;
    }
    Timer.builder("headgate.proof.phase")
        .description("From the start of a proof until it reached a phase.")
        .tag("phase", reached.word())
        .register(registry)
        .record(Duration.between(started, now));
    var verdict = after.verdict();
    if (verdict != null) {
      registry
          .counter(
              "headgate.verdicts", "result", verdict.result().word(), "reason", verdict.reason())
          .increment();
      after.probes().forEach(this::probed);
    }
  }

  private void probed(ProbeStatus probe) {
    registry
        .counter("headgate.probes", "kind", probe.kind(), "result", probe.result().word())
        .increment();
  }
}
