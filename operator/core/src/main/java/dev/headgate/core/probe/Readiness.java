package dev.headgate.core.probe;

import static dev.headgate.core.probe.Fields.condition;
import static dev.headgate.core.probe.Fields.describe;
import static dev.headgate.core.probe.Fields.isFalse;
import static dev.headgate.core.probe.Fields.isTrue;
import static dev.headgate.core.probe.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.probe.Health.Current;
import dev.headgate.core.probe.Health.Failed;
import dev.headgate.core.probe.Health.InProgress;
import dev.headgate.core.probe.Health.Terminating;
import java.util.Optional;

/**
 * Whether an object is what its spec asks for, by the rules of kstatus (fluxcd/cli-utils 1.2,
 * {@code pkg/kstatus/status}) in its order, as Flux waits for. It differs where kstatus does not
 * end early, or ends wrongly: a Job is ready when it is complete (as in Flux's own reader), a Pod
 * of phase Failed has failed, and so has one whose container cannot start or was killed for want of
 * memory, a Pod that no node takes is unknown (the sandbox may be full), and a lost volume claim
 * has failed.
 *
 * <p>An object that nobody has acted on counts as ready when its kind has no rule of its own: see
 * {@link #untouched}.
 */
public final class Readiness {

  private Readiness() {}

  public static Health of(JsonNode object) {
    return generic(object).or(() -> ofKind(object)).orElseGet(() -> ready(object));
  }

  /**
   * Whether a custom resource shows no trace of a controller: with no status at all, being ready
   * says nothing.
   */
  public static boolean untouched(JsonNode object) {
    var status = object.at("/status");
    return isCustom(text(object, "/apiVersion"))
        && (status.isMissingNode() || status.isNull() || status.isEmpty());
  }

  /** Groups of Kubernetes itself have no dot, or end in k8s.io without being somebody's project. */
  private static boolean isCustom(String apiVersion) {
    var slash = apiVersion.indexOf('/');
    var group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return group.contains(".")
        && (!group.endsWith(".k8s.io")
            || group.endsWith(".x-k8s.io")
            || group.equals("gateway.networking.k8s.io")
            || group.equals("snapshot.storage.k8s.io"));
  }

  /** What holds for every kind, before its own rule is asked. */
  private static Optional<Health> generic(JsonNode object) {
    if (!text(object, "/metadata/deletionTimestamp").isEmpty()) {
      return Optional.of(new Terminating());
    }
    var generation = object.at("/metadata/generation");
    var observed = object.at("/status/observedGeneration");
    if (generation.isNumber() && observed.isNumber() && observed.asLong() != generation.asLong()) {
      return inProgress("its controller has not seen the latest generation yet");
    }
    for (JsonNode condition : object.at("/status/conditions")) {
      if (isTrue(condition) && text(condition, "/type").equals("Reconciling")) {
        return inProgress(describe(condition));
      }
      if (isTrue(condition) && text(condition, "/type").equals("Stalled")) {
        return failed(describe(condition));
      }
    }
    return Optional.empty();
  }

  private static Optional<Health> ofKind(JsonNode object) {
    return switch (groupKind(object)) {
      case "apps/Deployment", "extensions/Deployment" -> Rollouts.deployment(object);
      case "apps/StatefulSet" -> Rollouts.statefulSet(object);
      case "apps/DaemonSet", "extensions/DaemonSet" -> Rollouts.daemonSet(object);
      case "apps/ReplicaSet", "extensions/ReplicaSet" -> Rollouts.replicaSet(object);
      case "batch/Job" -> job(object);
      case "/Pod" -> Optional.of(Pods.health(object));
      case "/Service" -> service(object);
      case "/PersistentVolumeClaim" -> volumeClaim(object);
      case "apiextensions.k8s.io/CustomResourceDefinition" -> customResourceDefinition(object);
      case "/ConfigMap", "/Secret", "batch/CronJob", "policy/PodDisruptionBudget" -> current();
      default -> Optional.empty();
    };
  }

  /** The condition Ready, where there is one; without it nothing is known, which is ready. */
  private static Health ready(JsonNode object) {
    var ready = condition(object, "Ready");
    return ready.isMissingNode() || isTrue(ready) ? new Current() : new InProgress(describe(ready));
  }

  private static Optional<Health> job(JsonNode job) {
    if (job.at("/spec/suspend").asBoolean(false)) {
      return current();
    }
    for (JsonNode condition : job.at("/status/conditions")) {
      if (isTrue(condition)) {
        switch (text(condition, "/type")) {
          case "Complete", "Suspended" -> {
            return current();
          }
          case "Failed" -> {
            return failed(describe(condition));
          }
          default -> {
            // says nothing about the end
          }
        }
      }
    }
    return inProgress(
        text(job, "/status/startTime").isEmpty() ? "not started yet" : "not complete yet");
  }

  private static Optional<Health> service(JsonNode service) {
    return text(service, "/spec/type").equals("LoadBalancer")
            && text(service, "/spec/clusterIP").isEmpty()
        ? inProgress("no cluster IP yet")
        : current();
  }

  private static Optional<Health> volumeClaim(JsonNode claim) {
    return switch (text(claim, "/status/phase")) {
      case "Bound" -> current();
      case "Lost" -> failed("the volume that it was bound to is gone");
      default ->
          inProgress(
              "not bound; with the binding mode WaitForFirstConsumer that needs a pod that uses it");
    };
  }

  private static Optional<Health> customResourceDefinition(JsonNode definition) {
    var names = condition(definition, "NamesAccepted");
    if (isFalse(names)) {
      return failed(describe(names));
    }
    var established = condition(definition, "Established");
    if (isFalse(established) && !text(established, "/reason").equals("Installing")) {
      return failed(describe(established));
    }
    return isTrue(established) ? current() : inProgress("not established yet");
  }

  static String groupKind(JsonNode object) {
    var apiVersion = text(object, "/apiVersion");
    var slash = apiVersion.indexOf('/');
    return (slash < 0 ? "" : apiVersion.substring(0, slash)) + "/" + text(object, "/kind");
  }

  static Optional<Health> current() {
    return Optional.of(new Current());
  }

  static Optional<Health> inProgress(String reason) {
    return Optional.of(new InProgress(reason));
  }

  static Optional<Health> failed(String reason) {
    return Optional.of(new Failed(reason));
  }
}
