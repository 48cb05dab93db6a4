package dev.headgate.faults.world;

import dev.headgate.faults.plan.Fault;
import dev.headgate.faults.plan.Plan;
import dev.headgate.faults.proxy.Traced;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param evaluated how often a promise was looked at, by its name
 * @param violations what was broken, a line each that begins with the promise
 * @param missed faults that did not happen, since nobody made such a request
 * @param end nothing when it was not reached
 * @param proven of a commit, the digest of what it changes
 */
public record Outcome(
    Plan plan,
    Duration took,
    Map<String, Long> evaluated,
    List<String> violations,
    List<Fault> missed,
    List<Traced> trace,
    List<String> words,
    Optional<EndState> end,
    Map<String, String> proven) {

  public boolean isKept() {
    return violations.isEmpty();
  }

  public long looks() {
    return evaluated.values().stream().mapToLong(Long::longValue).sum();
  }
}
