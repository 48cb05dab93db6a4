package dev.headgate.core.probe;

import static dev.headgate.core.probe.Fields.condition;
import static dev.headgate.core.probe.Fields.isTrue;
import static dev.headgate.core.probe.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a Job has done its work. Unlike its readiness, one that is suspended has not. */
public final class JobState {

  private JobState() {}

  /** The message of a condition is not told: a pod's own words may be in it. */
  public static Reading judge(JsonNode job) {
    if (!text(job, "/metadata/deletionTimestamp").isEmpty()) {
      return new Reading.Bad("is being deleted");
    }
    if (isTrue(condition(job, "Complete"))) {
      return new Reading.Good("completed");
    }
    var failed = condition(job, "Failed");
    if (isTrue(failed)) {
      var reason = text(failed, "/reason");
      return new Reading.Bad("failed" + (reason.matches("[A-Za-z]{1,60}") ? ": " + reason : ""));
    }
    return new Reading.Waiting(
        job.at("/spec/suspend").asBoolean(false)
            ? "is suspended"
            : "has not completed: %d active, %d failed"
                .formatted(job.at("/status/active").asInt(0), job.at("/status/failed").asInt(0)));
  }
}
