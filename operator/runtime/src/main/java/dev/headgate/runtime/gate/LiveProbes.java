package dev.headgate.runtime.gate;

import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateStatus.Probed;
import dev.headgate.core.gate.Recorded;
import dev.headgate.core.probe.Outcome;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.ProbeReport;
import dev.headgate.core.probe.ProbeReport.Result;
import dev.headgate.runtime.probe.Came;
import dev.headgate.runtime.probe.ProbeRound;
import dev.headgate.runtime.probe.Reader;
import dev.headgate.runtime.status.ProbeStatuses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what is live by the probes of its gate, beside the reconciles and never in one: each
 * probe on a virtual thread of its own, series after series. What a series came to is kept until
 * the next comes to something else, so that status is written when something changed and no sooner.
 */
public final class LiveProbes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveProbes.class);

  /** More than any probe takes to come to something. */
  private static final Duration LONGEST = Duration.ofHours(2);

  private final Reader reader;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Running> byGateUid = new ConcurrentHashMap<>();

  public LiveProbes(Reader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** What they came to last, of what was live then; what status remembers counts, too. */
  Optional<Probed> probed(PromotionGate gate) {
    var remembered =
        Optional.ofNullable(gate.getStatus())
            .flatMap(status -> Optional.ofNullable(status.probed()));
    return Optional.ofNullable(byGateUid.get(gate.getMetadata().getUid()))
        .map(running -> running.added(remembered))
        .or(() -> remembered);
  }

  /**
   * From now on this and nothing else is measured of the gate.
   *
   * @param measured empty: nothing
   * @param wake called when a probe has come to something else than before
   */
  void keep(
      PromotionGate gate,
      Optional<Recorded> measured,
      List<Probe> probes,
      Consumer<PromotionGate> wake) {
    var uid = gate.getMetadata().getUid();
    var task = measured.map(live -> new Task(live.revision().text(), live.at(), probes));
    byGateUid.compute(
        uid,
        (same, running) -> {
          if (running != null && task.filter(running.task::equals).isPresent()) {
            return running;
          }
          if (running != null) {
            running.stop();
          }
          return task.map(asked -> begin(asked, () -> wake.accept(gate))).orElse(null);
        });
  }

  private Running begin(Task task, Runnable wake) {
    var running = new Running(task, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    for (Probe probe : task.probes()) {
      running.threads.put(
          probe.name(), threads.submit(() -> measure(probe, running.reports, wake)));
    }
    return running;
  }

  private void measure(Probe probe, Map<String, ProbeStatus> reports, Runnable wake) {
    try {
      while (true) {
        var round = new ProbeRound(reader, clock, said -> {});
        var report = report(probe, round.run(List.of(probe), clock.instant().plus(LONGEST)));
        var before = reports.get(probe.name());
        if (before == null || before.result() != report.result()) {
          reports.put(probe.name(), report);
          LOG.info("gate probe name={} result={}", probe.name(), report.result());
          wake.run();
        }
        Thread.sleep(probe.rhythm().interval());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ProbeStatus report(Probe probe, List<Came> round) {
    var came = round.getFirst();
    return ProbeStatuses.of(
        new ProbeReport(
            probe.name(),
            probe.question().kind(),
            result(came.outcome()),
            came.outcome().reason(),
            "",
            came.series().inARow(),
            came.series().readings(),
            came.series().latest()));
  }

  /** What a gate wants to see and is not there is not well. */
  private static Result result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed passed -> Result.PASSED;
      case Outcome.Failed failed -> Result.FAILED;
      case Outcome.Absent absent -> Result.FAILED;
      case Outcome.Inconclusive inconclusive -> Result.INCONCLUSIVE;
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private record Task(String revision, Instant at, List<Probe> probes) {}

  private record Running(
      Task task, Map<String, ProbeStatus> reports, Map<String, Future<?>> threads) {

    void stop() {
      threads.values().forEach(thread -> thread.cancel(true));
    }

    /** What is remembered of the same revision stays until it was measured anew. */
    Probed added(Optional<Probed> remembered) {
      var all = new HashMap<String, ProbeStatus>();
      remembered
          .filter(found -> found.revision().equals(task.revision) && found.at().equals(task.at))
          .ifPresent(found -> found.probes().forEach(probe -> all.put(probe.name(), probe)));
      all.putAll(reports);
      return new Probed(
          task.revision,
          task.at,
          task.probes.stream()
              .flatMap(probe -> Optional.ofNullable(all.get(probe.name())).stream())
              .toList());
    }
  }
}
