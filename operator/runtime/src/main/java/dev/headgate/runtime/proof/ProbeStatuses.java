package dev.headgate.runtime.proof;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.core.probe.ProbeReport;
import dev.headgate.core.probe.Reading;
import dev.headgate.core.probe.Run;
import dev.headgate.core.probe.Sample;
import java.util.List;

/** What probes came to, in the words of the API. */
final class ProbeStatuses {

  private ProbeStatuses() {}

  static List<ProbeStatus> of(Run run) {
    return run instanceof Run.Weighed weighed
        ? weighed.probes().stream().limit(Bounds.PROBES + 1L).map(ProbeStatuses::of).toList()
        : List.of();
  }

  private static ProbeStatus of(ProbeReport report) {
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
