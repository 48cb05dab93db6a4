package dev.headgate.core.probe;

import java.util.List;

/**
 * What is said of one probe.
 *
 * @param onLive what it came to there, in one word; empty when it was not asked
 * @param inARow good readings of the candidate at the end
 * @param readings of the candidate in all
 * @param latest of them, oldest first
 */
public record ProbeReport(
    String name,
    String kind,
    Result result,
    String reason,
    String onLive,
    int inARow,
    int readings,
    List<Sample> latest) {

  public ProbeReport {
    latest = List.copyOf(latest);
  }

  /** As findings and gaps name it. */
  public String subject() {
    return "probe " + name;
  }

  /** Could not tell is neither passed nor failed. */
  public enum Result {
    PASSED,
    FAILED,
    INCONCLUSIVE
  }
}
