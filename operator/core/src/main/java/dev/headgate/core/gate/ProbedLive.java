package dev.headgate.core.gate;

import dev.headgate.core.probe.ProbeReport;
import dev.headgate.core.tree.Revision;
import java.time.Instant;
import java.util.List;

/**
 * What probes of a gate came to while a revision was live. It says nothing of any other.
 *
 * @param at when that one landed, since one may be live more than once
 * @param reports of those that came to something
 */
public record ProbedLive(Revision revision, Instant at, List<ProbeReport> reports) {

  public ProbedLive {
    reports = List.copyOf(reports);
  }

  boolean isOf(Recorded live) {
    return at.equals(live.at()) && revision.equals(live.revision());
  }
}
