package dev.headgate.core.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Says where two objects differ, for people: {@code spec.template.spec.containers[app].image}.
 * Paths only, never values. Items of lists whose items have names are matched by name, so that one
 * inserted container does not shift all that follow. Bounded, so nothing may be decided by the
 * absence of a path.
 */
public final class FieldDiff {

  /** At most so many paths are returned. */
  public static final int LIMIT = 50;

  /** What tells the items of a list apart, in the order of preference. */
  private static final List<String> NAMES = List.of("name", "mountPath", "containerPort", "port");

  private final List<String> paths = new ArrayList<>();

  private FieldDiff() {}

  /** The first {@link #LIMIT} paths at which the two differ, in path order of each level. */
  public static List<String> paths(JsonNode before, JsonNode after) {
    var diff = new FieldDiff();
    diff.compare("", before, after);
    return List.copyOf(diff.paths);
  }

  /** The paths at which the two sides of a change differ; empty unless it is an update. */
  public static List<String> paths(Change change) {
    return change.before().isEmpty() || change.after().isEmpty()
        ? List.of()
        : paths(NormalForm.of(change.before().get()), NormalForm.of(change.after().get()));
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (paths.size() >= LIMIT || same(before, after)) {
      return;
    }
    if (before instanceof ObjectNode left && after instanceof ObjectNode right) {
      compareFields(path, left, right);
    } else if (before instanceof ArrayNode left && after instanceof ArrayNode right) {
      compareItems(path, left, right);
    } else {
      paths.add(path.isEmpty() ? "." : path);
    }
  }

  private static boolean same(JsonNode before, JsonNode after) {
    return before.equals(after)
        || NormalForm.canonicalText(before).equals(NormalForm.canonicalText(after));
  }

  private void compareFields(String path, ObjectNode before, ObjectNode after) {
    var names = new TreeSet<String>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    for (var name : names) {
      compare(path + separator(path) + step(name), before.path(name), after.path(name));
    }
  }

  private static String separator(String path) {
    return path.isEmpty() ? "" : ".";
  }

  private static String step(String name) {
    return name.indexOf('.') < 0 && name.indexOf('/') < 0 ? name : "\"" + name + "\"";
  }

  private void compareItems(String path, ArrayNode before, ArrayNode after) {
    var seen = paths.size();
    var field = NAMES.stream().filter(f -> names(before, f) && names(after, f)).findFirst();
    if (field.isPresent()) {
      var left = byField(before, field.get());
      var right = byField(after, field.get());
      var names = new TreeSet<>(left.keySet());
      names.addAll(right.keySet());
      for (var name : names) {
        compare(path + "[" + name + "]", item(left, name), item(right, name));
      }
    } else {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(path + "[" + i + "]", before.path(i), after.path(i));
      }
    }
    if (paths.size() == seen && seen < LIMIT) {
      paths.add(path);
    }
  }

  private static JsonNode item(Map<String, JsonNode> items, String name) {
    var item = items.get(name);
    return item == null ? MissingNode.getInstance() : item;
  }

  /** Whether the field tells all items apart. */
  private static boolean names(ArrayNode items, String field) {
    return items.valueStream().allMatch(item -> item.path(field).isValueNode())
        && byField(items, field).size() == items.size();
  }

  private static Map<String, JsonNode> byField(ArrayNode items, String field) {
    var byName = new LinkedHashMap<String, JsonNode>();
    items.forEach(item -> byName.put(item.path(field).asText(), item));
    return byName;
  }
}
