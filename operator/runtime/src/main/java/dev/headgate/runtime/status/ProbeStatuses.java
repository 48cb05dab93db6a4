package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.core.probe.ProbeReport;
import dev.headgate.core.probe.Reading;
import dev.headgate.core.probe.Run;
import dev.headgate.core.probe.Sample;
import java.util.List;
import java.util.Optional;

/** What probes came to, in the words of the API. */
public final class ProbeStatuses {

  private ProbeStatuses() {}

  public static List<ProbeStatus> of(Run run) {
    return run instanceof Run.Weighed weighed
        ? weighed.probes().stream().limit(Bounds.PROBES + 1L).map(ProbeStatuses::of).toList()
        : List.of();
  }

  public static ProbeStatus of(ProbeReport report) {
    return new ProbeStatus(
        report.name(),
        report.kind(),
        switch (report.result()) {
          case PASSED -> Result.PASSED;
          case FAILED -> Result.FAILED;
          case INCONCLUSIVE -> Result.INCONCLUSIVE;
        },
        report.reason(),
        report.onLive().isEmpty() ? null : report.onLive(),
        report.inARow(),
        report.readings(),
        report.latest().stream().map(ProbeStatuses::of).toList());
  }

  /**
   * Back again, without its readings; empty when it came to a word that this version does not know.
   */
  public static Optional<ProbeReport> read(ProbeStatus status) {
    return result(status.result())
        .map(
            result ->
                new ProbeReport(
                    status.name(),
                    status.kind(),
                    result,
                    Optional.ofNullable(status.reason()).orElse(""),
                    "",
                    status.inARow(),
                    status.readings(),
                    List.of()));
  }

  private static Optional<ProbeReport.Result> result(Result result) {
    return switch (result) {
      case PASSED -> Optional.of(ProbeReport.Result.PASSED);
      case FAILED -> Optional.of(ProbeReport.Result.FAILED);
      case INCONCLUSIVE -> Optional.of(ProbeReport.Result.INCONCLUSIVE);
      case SUPERSEDED, UNKNOWN -> Optional.empty();
    };
  }

  private static ProbeStatus.Sample of(Sample sample) {
    return new ProbeStatus.Sample(sample.at(), word(sample.reading()), sample.reading().detail());
  }

  private static String word(Reading reading) {
    return switch (reading) {
      case Reading.Good good -> "Good";
      case Reading.Bad bad -> "Bad";
      case Reading.Waiting waiting -> "Waiting";
      case Reading.Absent absent -> "Absent";
      case Reading.Unmeasured unmeasured -> "Unmeasured";
      case Reading.Impossible impossible -> "Unmeasured";
    };
  }
}
