package dev.headgate.core.probe;

import static dev.headgate.core.probe.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.probe.Health.Failed;
import dev.headgate.core.probe.Health.InProgress;
import dev.headgate.core.probe.Health.Unknown;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Readiness of a workload together with its pods: a controller waits for its progress deadline (ten
 * minutes, or for ever) where a pod already says that it crashes. Only pods of the newest revision
 * count; those of the old one may be the broken ones that a change repairs.
 */
public final class Workloads {

  private Workloads() {}

  /**
   * The object's own word, and that of its pods while it is under way.
   *
   * @param replicaSets those of the object's namespace
   * @param pods those of the object's namespace
   */
  public static Health of(
      JsonNode object, Collection<JsonNode> replicaSets, Collection<JsonNode> pods) {
    var own = Readiness.of(object);
    return switch (own) {
      case InProgress(var reason) ->
          worstPod(object, newestPods(object, replicaSets, pods)).orElse(own);
      case Failed(var reason) when isJob(object) ->
          new Failed(reason + lastPod(ownedBy(object, pods)));
      default -> own;
    };
  }

  private static boolean isJob(JsonNode object) {
    return Readiness.groupKind(object).equals("batch/Job");
  }

  /** A Job says that it failed, its pods say why. */
  private static String lastPod(List<JsonNode> pods) {
    return pods.stream()
        .filter(pod -> Readiness.of(pod) instanceof Failed)
        .max(Comparator.comparing(pod -> text(pod, "/metadata/creationTimestamp")))
        .map(pod -> "; pod %s: %s".formatted(text(pod, "/metadata/name"), Readiness.of(pod).why()))
        .orElse("");
  }

  private static List<JsonNode> newestPods(
      JsonNode object, Collection<JsonNode> replicaSets, Collection<JsonNode> pods) {
    return switch (Readiness.groupKind(object)) {
      case "apps/Deployment" ->
          newestReplicaSet(object, replicaSets).map(set -> ownedBy(set, pods)).orElse(List.of());
      case "apps/StatefulSet" ->
          withLabel(
              ownedBy(object, pods),
              "/metadata/labels/controller-revision-hash",
              text(object, "/status/updateRevision"));
      case "apps/DaemonSet" ->
          withLabel(
              ownedBy(object, pods),
              "/metadata/labels/pod-template-generation",
              text(object, "/metadata/annotations/deprecated.daemonset.template.generation"));
      case "apps/ReplicaSet", "batch/Job" -> ownedBy(object, pods);
      default -> List.of();
    };
  }

  private static Optional<JsonNode> newestReplicaSet(
      JsonNode deployment, Collection<JsonNode> replicaSets) {
    return ownedBy(deployment, replicaSets).stream()
        .max(
            Comparator.comparingLong(
                set ->
                    Fields.number(
                        set, "/metadata/annotations/deployment.kubernetes.io~1revision", 0)));
  }

  private static List<JsonNode> withLabel(List<JsonNode> pods, String pointer, String value) {
    return value.isEmpty()
        ? pods
        : pods.stream().filter(pod -> text(pod, pointer).equals(value)).toList();
  }

  private static List<JsonNode> ownedBy(JsonNode owner, Collection<JsonNode> candidates) {
    var uid = text(owner, "/metadata/uid");
    return candidates.stream().filter(candidate -> isOwnedBy(candidate, uid)).toList();
  }

  private static boolean isOwnedBy(JsonNode object, String uid) {
    for (JsonNode reference : object.at("/metadata/ownerReferences")) {
      if (reference.at("/controller").asBoolean(false) && text(reference, "/uid").equals(uid)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Health> worstPod(JsonNode object, List<JsonNode> pods) {
    var isJob = isJob(object);
    Optional<Health> worst = Optional.empty();
    for (JsonNode pod : pods) {
      var name = text(pod, "/metadata/name");
      switch (Readiness.of(pod)) {
        case Failed(var reason) when !isJob || cannotStart(pod) -> {
          return Optional.of(new Failed("pod %s: %s".formatted(name, reason)));
        }
        case Unknown(var reason) ->
            worst = Optional.of(new Unknown("pod %s: %s".formatted(name, reason)));
        default -> {
          // neither good news nor bad
        }
      }
    }
    return worst;
  }

  /**
   * A Job retries pods that ran and failed, up to its own limit; one that cannot start is stuck.
   */
  private static boolean cannotStart(JsonNode pod) {
    return Pods.brokenContainer(pod).filter(broken -> !broken.hasRun()).isPresent();
  }
}
