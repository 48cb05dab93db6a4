package dev.headgate.core.probe;

import static dev.headgate.core.probe.Fields.condition;
import static dev.headgate.core.probe.Fields.describe;
import static dev.headgate.core.probe.Fields.isTrue;
import static dev.headgate.core.probe.Fields.number;
import static dev.headgate.core.probe.Fields.text;
import static dev.headgate.core.probe.Readiness.current;
import static dev.headgate.core.probe.Readiness.failed;
import static dev.headgate.core.probe.Readiness.inProgress;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Readiness of the kinds that roll out pods; the counts are compared in the order of kstatus. */
final class Rollouts {

  private Rollouts() {}

  static Optional<Health> deployment(JsonNode deployment) {
    var progressing = condition(deployment, "Progressing");
    if (text(progressing, "/reason").equals("ProgressDeadlineExceeded")) {
      return failed(describe(progressing));
    }
    var counts = new Counts(deployment);
    var rolledOut =
        counts
            .atLeast("replicas", "replicas")
            .or(() -> counts.atLeast("updated", "updatedReplicas"))
            .or(counts::noneExtra)
            .or(() -> counts.availableOfUpdated())
            .or(() -> counts.atLeast("ready", "readyReplicas"));
    if (rolledOut.isPresent()) {
      return rolledOut;
    }
    var deadline = deployment.at("/spec/progressDeadlineSeconds");
    var noDeadline = deadline.isMissingNode() || deadline.asLong() == Integer.MAX_VALUE;
    var rolled =
        isTrue(progressing) && text(progressing, "/reason").equals("NewReplicaSetAvailable");
    if (!noDeadline && !rolled) {
      return inProgress("the new ReplicaSet is not available yet");
    }
    return isTrue(condition(deployment, "Available")) ? current() : inProgress("not available yet");
  }

  static Optional<Health> statefulSet(JsonNode set) {
    if (text(set, "/spec/updateStrategy/type").equals("OnDelete")) {
      return current();
    }
    var counts = new Counts(set);
    var waiting =
        counts
            .atLeast("replicas", "replicas")
            .or(() -> counts.atLeast("ready", "readyReplicas"))
            .or(counts::noneExtra);
    if (waiting.isPresent()) {
      return waiting;
    }
    var partition = set.at("/spec/updateStrategy/rollingUpdate/partition");
    if (partition.isNumber() && partition.asLong() != -1) {
      var updated = number(set, "/status/updatedReplicas", 0);
      var wanted = counts.wanted() - partition.asLong();
      return updated < wanted ? inProgress("updated: %d/%d".formatted(updated, wanted)) : current();
    }
    var behind = counts.atLeast("current", "currentReplicas");
    if (behind.isPresent()) {
      return behind;
    }
    return text(set, "/status/currentRevision").equals(text(set, "/status/updateRevision"))
        ? current()
        : inProgress("not all pods are of the new revision yet");
  }

  static Optional<Health> daemonSet(JsonNode set) {
    if (!set.at("/metadata/generation").isNumber()
        || !set.at("/status/observedGeneration").isNumber()
        || !set.at("/status/desiredNumberScheduled").isNumber()) {
      return inProgress("its controller has not seen it yet");
    }
    var desired = number(set, "/status/desiredNumberScheduled", 0);
    return shortOf(set, "current", "currentNumberScheduled", desired)
        .or(() -> shortOf(set, "updated", "updatedNumberScheduled", desired))
        .or(() -> shortOf(set, "available", "numberAvailable", desired))
        .or(() -> shortOf(set, "ready", "numberReady", desired))
        .or(Readiness::current);
  }

  static Optional<Health> replicaSet(JsonNode set) {
    var failure = condition(set, "ReplicaFailure");
    if (isTrue(failure)) {
      return inProgress(describe(failure));
    }
    var counts = new Counts(set);
    return counts
        .atLeast("labelled", "fullyLabeledReplicas")
        .or(() -> counts.atLeast("available", "availableReplicas"))
        .or(() -> counts.atLeast("ready", "readyReplicas"))
        .or(counts::noneExtra)
        .or(Readiness::current);
  }

  private static Optional<Health> shortOf(JsonNode set, String what, String field, long wanted) {
    var is = number(set, "/status/" + field, 0);
    return is < wanted ? inProgress("%s: %d/%d".formatted(what, is, wanted)) : Optional.empty();
  }

  /** The replicas that a spec asks for, against those that status counts. */
  private record Counts(JsonNode object) {

    long wanted() {
      return number(object, "/spec/replicas", 1);
    }

    Optional<Health> atLeast(String what, String field) {
      return shortOf(object, what, field, wanted());
    }

    Optional<Health> noneExtra() {
      var extra = number(object, "/status/replicas", 0) - wanted();
      return extra > 0 ? inProgress("%d old pods still terminate".formatted(extra)) : none();
    }

    Optional<Health> availableOfUpdated() {
      return shortOf(
          object, "available", "availableReplicas", number(object, "/status/updatedReplicas", 0));
    }

    private static Optional<Health> none() {
      return Optional.empty();
    }
  }
}
