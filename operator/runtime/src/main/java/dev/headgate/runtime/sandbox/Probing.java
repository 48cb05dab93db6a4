package dev.headgate.runtime.sandbox;

import dev.headgate.core.probe.Measured;
import dev.headgate.core.probe.Outcome;
import dev.headgate.core.probe.ProbeWeighing;
import dev.headgate.core.probe.Run;
import dev.headgate.core.probe.Series;
import dev.headgate.core.probe.Side;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.probe.Came;
import dev.headgate.runtime.probe.Kinds;
import dev.headgate.runtime.probe.ProbeRound;
import dev.headgate.runtime.probe.Prometheus;
import dev.headgate.runtime.probe.Reader;
import dev.headgate.runtime.rest.Glance;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The probes of one run: of live, and then the same ones of the candidate. */
final class Probing implements AutoCloseable {

  private final Supplier<ReadyWatch> watches;
  private final Exercise exercise;
  private final Prometheus prometheus;
  private final Clock clock;
  private final Consumer<String> progress;
  private final Glance glance;
  private List<Came> live = List.of();

  /**
   * Measures nothing yet.
   *
   * @param watches look once more at what became ready
   */
  Probing(
      SandboxClient sandbox,
      Supplier<ReadyWatch> watches,
      Exercise exercise,
      Prometheus prometheus,
      Clock clock,
      Consumer<String> progress) {
    this.watches = watches;
    this.exercise = exercise;
    this.prometheus = prometheus;
    this.clock = clock;
    this.progress = progress;
    this.glance = sandbox.server().glance();
  }

  /** Where nothing is live, nothing can be measured, and nothing can be worse afterwards. */
  void onLive(ApplyReport report, Readied.Settled readied, Instant until)
      throws InterruptedException {
    live =
        exercise.live().all().isEmpty()
            ? all(new Outcome.Absent("nothing is live"))
            : round("live", report, readied, until);
  }

  /** What broke already is not measured: it has failed, and time is short. */
  Run.Weighed onCandidate(
      Run.Weighed weighed, Side candidate, ApplyReport report, Readied.Settled readied)
      throws InterruptedException {
    var came =
        weighed.findings().isEmpty()
            ? round("candidate", report, readied, exercise.deadline())
            : all(new Outcome.Inconclusive("not measured, as the change had failed before"));
    var measured = new ArrayList<Measured>();
    for (int i = 0; i < came.size(); i++) {
      var one = came.get(i);
      measured.add(
          new Measured(
              exercise.probes().get(i), live.get(i).outcome(), one.outcome(), one.series()));
    }
    return ProbeWeighing.weigh(weighed, candidate, measured);
  }

  private List<Came> round(String which, ApplyReport report, Readied.Settled readied, Instant until)
      throws InterruptedException {
    if (exercise.probes().isEmpty()) {
      return List.of();
    }
    Reader ready = new StillReady(watches, report, readied, clock);
    var kinds = Kinds.ofSandbox(glance, prometheus, ready);
    return new ProbeRound(kinds, clock, said -> progress.accept(which + ": " + said))
        .run(exercise.probes(), until);
  }

  private List<Came> all(Outcome outcome) {
    return exercise.probes().stream()
        .map(probe -> new Came(outcome, Series.begin(probe.rhythm(), clock.instant())))
        .toList();
  }

  @Override
  public void close() {
    glance.close();
  }
}
