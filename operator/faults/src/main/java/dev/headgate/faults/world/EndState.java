package dev.headgate.faults.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a world is when all has come to rest, without what differs from run to run: two runs of one
 * story end in equal states.
 *
 * @param objects by kind and name, what they hold
 */
public record EndState(SortedMap<String, String> objects) {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final Set<String> KEPT_OF_METADATA = Set.of("name", "labels", "finalizers");
  private static final List<String[]> MASKS =
      List.of(
          new String[] {"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "(time)"},
          new String[] {"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "(uid)"},
          new String[] {"git-\\d+", "(repository)"},
          new String[] {"(-[0-9a-f]{12})-\\d+", "$1-(attempt)"},
          new String[] {"127\\.0\\.0\\.1:\\d+", "(address)"});

  static EndState of(Scene scene) {
    var objects = new TreeMap<String, String>();
    keep(objects, scene, Scene.GATES);
    keep(objects, scene, Scene.SOURCES);
    keep(objects, scene, Scene.REQUESTS);
    keep(objects, scene, Scene.SANDBOXES);
    objects.put("applied", scene.commitAt(Scene.ROOTS, Scene.ROOT, "/status/lastAppliedRevision"));
    var settings =
        scene.admin().configMaps().inNamespace(scene.namespace()).withName("settings").get();
    objects.put("settings", settings == null ? "none" : settings.getData().toString());
    return new EndState(objects);
  }

  /** What people wanted: the commit is live and applied, and the gate holds nothing. */
  EndState goal() {
    var goal = new TreeMap<>(objects);
    goal.keySet().removeIf(key -> key.startsWith("changerequests/"));
    goal.computeIfPresent("promotiongates/" + Scene.GATE, (key, gate) -> goal(gate));
    return new EndState(goal);
  }

  private static String goal(String gate) {
    try {
      var status = JSON.readTree(gate).path("status");
      return "%s at %s, held by %s"
          .formatted(status.path("state"), status.path("live"), status.path("blockers"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was written here", e);
    }
  }

  /** What is not the same in both, a line each. */
  List<String> differences(EndState other) {
    var keys = new TreeSet<>(objects.keySet());
    keys.addAll(other.objects.keySet());
    var differences = new ArrayList<String>();
    for (var key : keys) {
      var mine = objects.getOrDefault(key, "none");
      var others = other.objects.getOrDefault(key, "none");
      if (!mine.equals(others)) {
        differences.add("%s is not as in the reference: %s".formatted(key, lines(mine, others)));
      }
    }
    return differences;
  }

  private static String lines(String mine, String others) {
    var here = mine.lines().toList();
    var there = others.lines().toList();
    return "here %s, there %s"
        .formatted(
            here.stream().filter(line -> !there.contains(line)).map(String::strip).toList(),
            there.stream().filter(line -> !here.contains(line)).map(String::strip).toList());
  }

  private static void keep(
      SortedMap<String, String> objects, Scene scene, ResourceDefinitionContext kind) {
    scene
        .list(kind)
        .forEach(
            object -> {
              var text = masked(text(bare(object)));
              objects.put(
                  kind.getPlural() + "/" + masked(object.at("/metadata/name").asText()), text);
            });
  }

  private static JsonNode bare(JsonNode object) {
    if (object.path("metadata") instanceof ObjectNode metadata) {
      metadata.retain(KEPT_OF_METADATA);
    }
    if (object.path("status") instanceof ObjectNode status) {
      status.remove(List.of("artifact", "lastHandledReconcileAt", "observedGeneration"));
      status.path("conditions").forEach(EndState::withoutGeneration);
    }
    return object;
  }

  private static void withoutGeneration(JsonNode condition) {
    if (condition instanceof ObjectNode object) {
      object.remove(List.of("observedGeneration", "lastTransitionTime"));
    }
  }

  private static String text(JsonNode object) {
    try {
      return JSON.writeValueAsString(JSON.treeToValue(object, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON is written as JSON", e);
    }
  }

  private static String masked(String text) {
    var masked = text;
    for (var mask : MASKS) {
      masked = masked.replaceAll(mask[0], mask[1]);
    }
    return masked;
  }
}
