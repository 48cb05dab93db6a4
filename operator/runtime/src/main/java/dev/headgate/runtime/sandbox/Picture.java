package dev.headgate.runtime.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.Health;
import dev.headgate.core.probe.Readiness;
import dev.headgate.core.probe.Workloads;
import dev.headgate.runtime.apply.Applied;
import dev.headgate.runtime.rest.ServedKind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known at the moment of the objects that are waited for, and of their pods. Health is kept
 * and computed again only for what an event touches.
 */
final class Picture {

  /** Ready as soon as they are there, so there is nothing to watch. */
  private static final Set<String> AT_REST =
      Set.of(
          "/ConfigMap",
          "/Secret",
          "/ServiceAccount",
          "/Namespace",
          "rbac.authorization.k8s.io/Role",
          "rbac.authorization.k8s.io/RoleBinding",
          "rbac.authorization.k8s.io/ClusterRole",
          "rbac.authorization.k8s.io/ClusterRoleBinding");

  private static final Set<String> WITH_PODS =
      Set.of(
          "apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet", "batch/Job");

  private final Map<String, Applied> wanted = new HashMap<>();
  private final Set<ServedKind> kinds = new LinkedHashSet<>();
  private final Map<String, JsonNode> objects = new HashMap<>();
  private final Map<String, Map<String, JsonNode>> replicaSets = new HashMap<>();
  private final Map<String, Map<String, JsonNode>> pods = new HashMap<>();
  private final Map<ObjectKey, Health> health = new TreeMap<>();
  private final Set<ObjectKey> untouched = new HashSet<>();

  Picture(Collection<Applied> applied) {
    for (Applied object : applied) {
      if (AT_REST.contains(groupKind(object.kind()))) {
        health.put(object.key(), new Health.Current());
      } else {
        wanted.put(object.uid(), object);
        kinds.add(object.kind());
        health.put(object.key(), new Health.InProgress("not seen yet"));
      }
    }
  }

  Set<ServedKind> kindsToWatch() {
    return kinds;
  }

  boolean hasWorkloads() {
    return kinds.stream().anyMatch(kind -> WITH_PODS.contains(groupKind(kind)));
  }

  /**
   * A list of a kind: what is not in it is gone.
   *
   * @param complete whether it has all objects of the kind, and not only those that are marked
   */
  void replace(ServedKind kind, Collection<JsonNode> items, boolean complete) {
    if (complete && isPod(kind)) {
      pods.clear();
    } else if (complete && isReplicaSet(kind)) {
      replicaSets.clear();
    }
    wanted.values().stream()
        .filter(object -> object.kind().equals(kind))
        .forEach(object -> objects.remove(object.uid()));
    items.forEach(item -> store(kind, item, false));
    refreshAll();
  }

  void see(ServedKind kind, String type, JsonNode object) {
    if (type.equals("BOOKMARK")) {
      return;
    }
    store(kind, object, type.equals("DELETED"));
    var namespace = text(object, "/metadata/namespace");
    if (isPod(kind) || isReplicaSet(kind)) {
      wanted.values().stream()
          .filter(one -> one.namespace().equals(namespace))
          .filter(one -> WITH_PODS.contains(groupKind(one.kind())))
          .forEach(this::refresh);
    }
    var one = wanted.get(text(object, "/metadata/uid"));
    if (one != null) {
      refresh(one);
    }
  }

  private void store(ServedKind kind, JsonNode object, boolean gone) {
    var uid = text(object, "/metadata/uid");
    var namespace = text(object, "/metadata/namespace");
    if (wanted.containsKey(uid)) {
      put(objects, uid, whole(kind, object), gone);
    }
    if (isPod(kind)) {
      put(pods.computeIfAbsent(namespace, any -> new HashMap<>()), uid, whole(kind, object), gone);
    } else if (isReplicaSet(kind)) {
      put(
          replicaSets.computeIfAbsent(namespace, any -> new HashMap<>()),
          uid,
          whole(kind, object),
          gone);
    }
  }

  private static void put(Map<String, JsonNode> map, String uid, JsonNode object, boolean gone) {
    if (gone) {
      map.remove(uid);
    } else {
      map.put(uid, object);
    }
  }

  /** Items of a list do not say their kind; nobody needs their managedFields. */
  static JsonNode whole(ServedKind kind, JsonNode item) {
    if (item instanceof ObjectNode object) {
      object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
      object.withObjectProperty("metadata").remove("managedFields");
    }
    return item;
  }

  private void refreshAll() {
    wanted.values().forEach(this::refresh);
  }

  private void refresh(Applied wantedObject) {
    var key = wantedObject.key();
    var object = objects.get(wantedObject.uid());
    if (object == null) {
      // A finished Job may be configured to vanish.
      if (!(key.isA("batch", "Job") && health.get(key) instanceof Health.Current)) {
        health.put(key, new Health.Failed("it is gone from the sandbox"));
      }
      return;
    }
    var namespace = wantedObject.namespace();
    health.put(
        key,
        Workloads.of(
            object,
            replicaSets.getOrDefault(namespace, Map.of()).values(),
            pods.getOrDefault(namespace, Map.of()).values()));
    if (Readiness.untouched(object)) {
      untouched.add(key);
    } else {
      untouched.remove(key);
    }
  }

  /**
   * For how long the picture has to stand still before it counts; empty while an object is on its
   * way. What no node takes needs longer: nodes may be about to have room.
   */
  Optional<Duration> standstill(Patience patience) {
    var decided = true;
    var unknown = false;
    for (Health one : health.values()) {
      decided &= !(one instanceof Health.InProgress || one instanceof Health.Terminating);
      unknown |= one instanceof Health.Unknown;
    }
    return decided
        ? Optional.of(unknown ? patience.scheduling() : patience.stillness())
        : Optional.empty();
  }

  /** How many are ready, and the first that is not; it changes whenever anything matters. */
  String summary() {
    var ready = health.values().stream().filter(Health.Current.class::isInstance).count();
    var waiting =
        health.entrySet().stream()
            .filter(entry -> !(entry.getValue() instanceof Health.Current))
            .map(entry -> "; " + entry.getKey() + ": " + entry.getValue().why())
            .findFirst();
    return "%d of %d objects are ready%s".formatted(ready, health.size(), waiting.orElse(""));
  }

  Map<ObjectKey, Health> health() {
    return Map.copyOf(health);
  }

  Set<ObjectKey> untouched() {
    return Set.copyOf(untouched);
  }

  private static boolean isPod(ServedKind kind) {
    return groupKind(kind).equals("/Pod");
  }

  private static boolean isReplicaSet(ServedKind kind) {
    return groupKind(kind).equals("apps/ReplicaSet");
  }

  private static String groupKind(ServedKind kind) {
    return kind.group() + "/" + kind.kind();
  }

  private static String text(JsonNode object, String pointer) {
    return object.at(pointer).asText("");
  }
}
