package dev.headgate.core.probe;

import dev.headgate.core.change.Gap;
import dev.headgate.core.probe.ProbeReport.Result;
import dev.headgate.core.verdict.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from probes, added to what followed from readiness. Only what live did better is the
 * candidate's fault; what was so on live, or could not be told there, is neither a regression nor
 * proof.
 */
public final class ProbeWeighing {

  private final List<Finding> findings;
  private final List<Gap> gaps;
  private final List<String> notExercised;
  private final List<ProbeReport> reports = new ArrayList<>();

  private ProbeWeighing(Run.Weighed run) {
    this.findings = new ArrayList<>(run.findings());
    this.gaps = new ArrayList<>(run.gaps());
    this.notExercised = new ArrayList<>(run.notExercised());
  }

  /**
   * The run with a report of each probe, that of readiness first.
   *
   * @param candidate whose readiness it was
   */
  public static Run.Weighed weigh(Run.Weighed run, Side candidate, List<Measured> measured) {
    var weighing = new ProbeWeighing(run);
    var goesOn = run.findings().isEmpty();
    if (!goesOn || measured.stream().noneMatch(ProbeWeighing::isReady)) {
      weighing.reports.add(readiness(run, candidate));
    }
    measured.stream().filter(one -> goesOn || !isReady(one)).forEach(weighing::add);
    return new Run.Weighed(
        weighing.findings, weighing.gaps, run.applied(), weighing.notExercised, weighing.reports);
  }

  private static boolean isReady(Measured measured) {
    return measured.probe().name().equals(Probe.READY);
  }

  private static ProbeReport readiness(Run.Weighed run, Side candidate) {
    var ready = candidate.health().values().stream().filter(Health.Current.class::isInstance);
    var said = "%d of %d objects are ready".formatted(ready.count(), candidate.health().size());
    var result =
        !run.findings().isEmpty()
            ? Result.FAILED
            : run.notExercised().isEmpty() ? Result.PASSED : Result.INCONCLUSIVE;
    return new ProbeReport(Probe.READY, Probe.READY, result, said, "", 0, 0, List.of());
  }

  private void add(Measured measured) {
    var probe = measured.probe();
    var judged = judge(measured.onLive(), measured.onCandidate());
    reports.add(
        new ProbeReport(
            probe.name(),
            probe.question().kind(),
            judged.result(),
            judged.reason(),
            word(measured.onLive()),
            measured.candidate().inARow(),
            measured.candidate().readings(),
            measured.candidate().latest()));
    switch (judged.result()) {
      case PASSED -> {
        // nothing to add
      }
      case FAILED ->
          findings.add(
              new Finding(
                  probe.question().kind(),
                  probe.subject(),
                  "",
                  probe.question().about() + ": " + judged.reason()));
      case INCONCLUSIVE -> {
        notExercised.add(probe.subject());
        gaps.add(new Gap(judged.gap(), probe.subject(), judged.reason()));
      }
    }
  }

  private record Judged(Result result, String reason, Gap.Kind gap) {
    Judged(Result result, String reason) {
      this(result, reason, Gap.Kind.NOT_EXERCISED);
    }
  }

  private static Judged judge(Outcome live, Outcome candidate) {
    return switch (candidate) {
      case Outcome.Passed(var reason) -> new Judged(Result.PASSED, reason);
      case Outcome.Inconclusive(var reason) -> new Judged(Result.INCONCLUSIVE, reason);
      case Outcome.Failed(var reason) ->
          switch (live) {
            case Outcome.Passed(var was) ->
                new Judged(Result.FAILED, "%s (on live: %s)".formatted(reason, was));
            case Outcome.Absent(var was) -> new Judged(Result.FAILED, reason);
            case Outcome.Failed(var was) -> brokenBefore(reason, was);
            case Outcome.Inconclusive(var was) -> unknownBefore(reason, was);
          };
      case Outcome.Absent(var reason) ->
          switch (live) {
            case Outcome.Passed(var was) ->
                new Judged(Result.FAILED, "%s (on live: %s)".formatted(reason, was));
            case Outcome.Absent(var was) ->
                new Judged(Result.INCONCLUSIVE, reason + ", neither on live nor after the change");
            case Outcome.Failed(var was) -> brokenBefore(reason, was);
            case Outcome.Inconclusive(var was) -> unknownBefore(reason, was);
          };
    };
  }

  private static Judged brokenBefore(String reason, String was) {
    return new Judged(
        Result.INCONCLUSIVE,
        "%s, but it was broken before: %s".formatted(reason, was),
        Gap.Kind.BROKEN_BEFORE);
  }

  private static Judged unknownBefore(String reason, String was) {
    return new Judged(
        Result.INCONCLUSIVE,
        "%s; nobody knows whether that is new, as on live: %s".formatted(reason, was));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed passed -> "Passed";
      case Outcome.Failed failed -> "Failed";
      case Outcome.Absent absent -> "Absent";
      case Outcome.Inconclusive inconclusive -> "Inconclusive";
    };
  }
}
