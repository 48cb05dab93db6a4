package dev.headgate.core.probe;

import static dev.headgate.core.probe.Fields.condition;
import static dev.headgate.core.probe.Fields.describe;
import static dev.headgate.core.probe.Fields.isFalse;
import static dev.headgate.core.probe.Fields.isTrue;
import static dev.headgate.core.probe.Fields.shortened;
import static dev.headgate.core.probe.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.probe.Health.Current;
import dev.headgate.core.probe.Health.Failed;
import dev.headgate.core.probe.Health.InProgress;
import dev.headgate.core.probe.Health.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a pod says about itself, long before the object that owns it gives up. */
final class Pods {

  /** The kubelet's own words for a container that will not start without a change. */
  private static final Set<String> HOPELESS =
      Set.of(
          "CrashLoopBackOff",
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  private static final String OUT_OF_MEMORY = "OOMKilled";

  /** What may stand in a command that people paste. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  private Pods() {}

  static Health health(JsonNode pod) {
    return switch (text(pod, "/status/phase")) {
      case "Succeeded" -> new Current();
      case "Failed" -> new Failed(whyFailed(pod));
      case "Running" -> isTrue(condition(pod, "Ready")) ? new Current() : starting(pod);
      case "Unknown" -> new Unknown("its node does not answer");
      default -> starting(pod);
    };
  }

  private static Health starting(JsonNode pod) {
    return brokenContainer(pod)
        .<Health>map(broken -> new Failed(broken.why()))
        .or(() -> unschedulable(pod))
        .orElseGet(() -> new InProgress("its containers are not ready yet"));
  }

  /**
   * A container that does not become ready by itself.
   *
   * @param hasRun whether it can have written log lines
   */
  record Broken(String why, boolean hasRun) {}

  static Optional<Broken> brokenContainer(JsonNode pod) {
    for (String statuses : List.of("initContainerStatuses", "containerStatuses")) {
      for (JsonNode status : pod.path("status").path(statuses)) {
        var broken = broken(pod, status);
        if (broken.isPresent()) {
          return broken;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Broken> broken(JsonNode pod, JsonNode status) {
    var before = status.at("/lastState/terminated");
    if (HOPELESS.contains(text(status, "/state/waiting/reason"))) {
      return Optional.of(stuck(pod, status, before));
    }
    if (status.path("ready").asBoolean(false)) {
      return Optional.empty();
    }
    var now = status.at("/state/terminated");
    return outOfMemory(pod, status, now, false).or(() -> outOfMemory(pod, status, before, true));
  }

  private static Broken stuck(JsonNode pod, JsonNode status, JsonNode before) {
    var reason = text(status, "/state/waiting/reason");
    var message = text(status, "/state/waiting/message");
    var what =
        "container %s: %s%s%s"
            .formatted(
                text(status, "/name"),
                reason,
                before.isMissingNode() ? "" : " (last " + exit(before) + ")",
                message.isEmpty() ? "" : ": " + message);
    return new Broken(
        shortened(what) + (before.isMissingNode() ? "" : logs(pod, status, true)),
        reason.equals("CrashLoopBackOff"));
  }

  private static Optional<Broken> outOfMemory(
      JsonNode pod, JsonNode status, JsonNode end, boolean previous) {
    return text(end, "/reason").equals(OUT_OF_MEMORY)
        ? Optional.of(
            new Broken(
                "container %s was killed: %s%s"
                    .formatted(text(status, "/name"), exit(end), logs(pod, status, previous)),
                true))
        : Optional.empty();
  }

  /** Code and the kubelet's word; the termination message is the application's own. */
  private static String exit(JsonNode terminated) {
    var reason = text(terminated, "/reason");
    return "exit code %d%s"
        .formatted(
            terminated.at("/exitCode").asInt(),
            reason.isEmpty() || reason.equals("Error") ? "" : ", " + reason);
  }

  /**
   * Where the last log lines are. They are the application's own and may hold anything, so they are
   * named and never copied: a status is read by more people than a log.
   */
  private static String logs(JsonNode pod, JsonNode status, boolean previous) {
    var names =
        List.of(
            text(pod, "/metadata/namespace"), text(pod, "/metadata/name"), text(status, "/name"));
    return names.stream().allMatch(name -> NAME.matcher(name).matches())
        ? "; its log, while the sandbox has it: kubectl -n %s logs %s -c %s%s"
            .formatted(names.get(0), names.get(1), names.get(2), previous ? " --previous" : "")
        : "";
  }

  private static String whyFailed(JsonNode pod) {
    for (JsonNode status : pod.at("/status/containerStatuses")) {
      var terminated = status.at("/state/terminated");
      if (terminated.at("/exitCode").asInt(0) != 0) {
        return "container %s failed: %s%s"
            .formatted(text(status, "/name"), exit(terminated), logs(pod, status, false));
      }
    }
    var reason = text(pod, "/status/reason");
    return "its phase is Failed" + (reason.isEmpty() ? "" : ": " + reason);
  }

  private static Optional<Health> unschedulable(JsonNode pod) {
    var scheduled = condition(pod, "PodScheduled");
    return isFalse(scheduled) && text(scheduled, "/reason").equals("Unschedulable")
        ? Optional.of(new Unknown("no node takes it: " + describe(scheduled)))
        : Optional.empty();
  }
}
