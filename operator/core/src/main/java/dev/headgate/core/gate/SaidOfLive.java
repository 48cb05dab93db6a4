package dev.headgate.core.gate;

import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.ProbeReport;
import dev.headgate.core.probe.ProbeReport.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the gate's probes say of what is live: each list holds texts for people, and what is in none
 * of them has passed.
 *
 * @param undecided not measured often enough yet
 * @param unmeasured could not be measured, which is neither good nor bad
 */
record SaidOfLive(List<String> undecided, List<String> failed, List<String> unmeasured) {

  static SaidOfLive of(AskedOfLive asked, Optional<ProbedLive> probed, Recorded live) {
    var byName =
        probed.filter(found -> found.isOf(live)).stream()
            .flatMap(found -> found.reports().stream())
            .collect(Collectors.toMap(ProbeReport::name, Function.identity()));
    return new SaidOfLive(
        asked.probes().stream()
            .filter(probe -> !byName.containsKey(probe.name()))
            .map(Probe::subject)
            .toList(),
        those(asked, byName, Result.FAILED).toList(),
        Stream.concat(asked.unreadable().stream(), those(asked, byName, Result.INCONCLUSIVE))
            .toList());
  }

  private static Stream<String> those(
      AskedOfLive asked, Map<String, ProbeReport> reports, Result result) {
    return asked.probes().stream()
        .flatMap(probe -> text(probe, Optional.ofNullable(reports.get(probe.name())), result));
  }

  private static Stream<String> text(Probe probe, Optional<ProbeReport> report, Result result) {
    return report.filter(found -> found.result() == result).stream()
        .map(
            found ->
                "%s (%s: %s)".formatted(probe.subject(), probe.question().about(), found.reason()));
  }

  boolean isWell() {
    return undecided.isEmpty() && failed.isEmpty() && unmeasured.isEmpty();
  }

  /** All that is not well, the worst first. */
  List<String> notWell() {
    return Stream.of(failed, undecided, unmeasured).flatMap(List::stream).toList();
  }

  /** Whether measuring once more could change anything that matters. */
  boolean isUnsettled() {
    return !undecided.isEmpty() || !failed.isEmpty();
  }
}
