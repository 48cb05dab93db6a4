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
import java.util.Optional;
import java.util.Set;

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

  private Pods() {}

  static Health health(JsonNode pod) {
    return switch (text(pod, "/status/phase")) {
      case "Succeeded" -> new Current();
      case "Failed" -> new Failed(whyFailed(pod));
      case "Running" -> isTrue(condition(pod, "Ready")) ? new Current() : starting(pod);
      default -> starting(pod);
    };
  }

  private static Health starting(JsonNode pod) {
    return stuckContainer(pod)
        .<Health>map(Failed::new)
        .or(() -> unschedulable(pod))
        .orElseGet(() -> new InProgress("its containers are not ready yet"));
  }

  /** The container that waits for a reason which only a change removes, with that reason. */
  static Optional<String> stuckContainer(JsonNode pod) {
    return stuckIn(pod.at("/status/initContainerStatuses"))
        .or(() -> stuckIn(pod.at("/status/containerStatuses")));
  }

  private static Optional<String> stuckIn(JsonNode statuses) {
    for (JsonNode status : statuses) {
      var reason = text(status, "/state/waiting/reason");
      if (HOPELESS.contains(reason)) {
        var message = text(status, "/state/waiting/message");
        return Optional.of(
            shortened(
                "container %s: %s%s%s"
                    .formatted(
                        text(status, "/name"),
                        reason,
                        lastExit(status.at("/lastState/terminated")),
                        message.isEmpty() ? "" : ": " + message)));
      }
    }
    return Optional.empty();
  }

  /** The exit code only: the termination message is the application's own and may hold anything. */
  private static String lastExit(JsonNode terminated) {
    return terminated.isMissingNode()
        ? ""
        : " (last exit code %d)".formatted(terminated.at("/exitCode").asInt());
  }

  private static String whyFailed(JsonNode pod) {
    for (JsonNode status : pod.at("/status/containerStatuses")) {
      var terminated = status.at("/state/terminated");
      if (terminated.at("/exitCode").asInt(0) != 0) {
        return "container %s exited with code %d, %s"
            .formatted(
                text(status, "/name"),
                terminated.at("/exitCode").asInt(),
                text(terminated, "/reason"));
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
