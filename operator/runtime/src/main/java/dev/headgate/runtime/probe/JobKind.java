package dev.headgate.runtime.probe;

import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.JobState;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import java.time.Duration;

/** {@code job}: a Job of the sandbox has completed. */
final class JobKind {

  private final SingleObjects objects;

  JobKind(SingleObjects objects) {
    this.objects = objects;
  }

  Reading read(Question.Job asked, Duration timeout) throws InterruptedException {
    var key = new ObjectKey("batch", "Job", asked.namespace(), asked.name());
    return switch (objects.find("batch/v1", key, timeout)) {
      case SingleObjects.Found.Here(var job) -> JobState.judge(job);
      case SingleObjects.Found.None(var reading) -> reading;
    };
  }
}
