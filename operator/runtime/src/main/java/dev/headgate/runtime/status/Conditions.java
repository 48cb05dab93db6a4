package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The one writer of conditions. What did not change keeps its {@code lastTransitionTime}; a
 * condition that is not set again is gone, as kstatus wants it of Reconciling and Stalled.
 */
public final class Conditions {

  private final List<Condition> before;
  private final long generation;
  private final Instant now;
  private final List<Condition> after = new ArrayList<>();

  public Conditions(List<Condition> before, long generation, Instant now) {
    this.before = before;
    this.generation = generation;
    this.now = now.truncatedTo(ChronoUnit.SECONDS); // as Kubernetes writes its own
  }

  public Conditions set(String type, boolean status, String reason, String message) {
    return set(type, status ? "True" : "False", reason, message);
  }

  /** Sets a condition to True, False or Unknown. */
  public Conditions set(String type, String status, String reason, String message) {
    var since =
        before.stream()
            .filter(old -> old.type().equals(type) && old.status().equals(status))
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElse(now);
    after.add(new Condition(type, status, reason, message, since, generation));
    return this;
  }

  public List<Condition> list() {
    return List.copyOf(after);
  }
}
