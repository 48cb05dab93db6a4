package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells whether a schema of a CRD takes less than the one before, so that objects that exist may no
 * longer be valid, or lose fields. Whatever it does not know how to compare counts as taking less.
 */
final class SchemaDiff {

  /** At most so many places are named; more would not be read. */
  private static final int LIMIT = 5;

  private static final Set<String> LOWER_BOUNDS =
      Set.of("minimum", "minLength", "minItems", "minProperties");
  private static final Set<String> UPPER_BOUNDS =
      Set.of("maximum", "maxLength", "maxItems", "maxProperties");
  private static final Set<String> SAYS_NOTHING =
      Set.of("description", "title", "example", "externalDocs", "default", "$schema", "id");
  private static final Set<String> WALKED =
      Set.of("properties", "items", "additionalProperties", "required", "enum");
  private static final Set<String> LOOSENS_WHEN_TRUE =
      Set.of("nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-int-or-string");

  private final List<String> found = new ArrayList<>();

  private SchemaDiff() {}

  /** Where {@code after} takes less than {@code before}; the first few places. */
  static List<String> tightened(JsonNode before, JsonNode after) {
    var diff = new SchemaDiff();
    diff.compare("", before, after);
    return List.copyOf(diff.found);
  }

  private void report(String path, String what) {
    if (found.size() < LIMIT) {
      found.add((path.isEmpty() ? "the root" : path) + " " + what);
    }
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (found.size() >= LIMIT || before.equals(after)) {
      return;
    }
    compareRequired(path, before.path("required"), after.path("required"));
    compareEnum(path, before.path("enum"), after.path("enum"));
    compareProperties(path, before, after);
    compareOpenness(path, before, after);
    if (!before.path("items").isMissingNode() && after.path("items").isObject()) {
      compare(path + "[]", before.path("items"), after.path("items"));
    } else if (after.path("items").isContainerNode()) {
      report(path, "has a schema for items now");
    }
    var keywords = new TreeSet<String>();
    before.fieldNames().forEachRemaining(keywords::add);
    after.fieldNames().forEachRemaining(keywords::add);
    keywords.removeAll(SAYS_NOTHING);
    keywords.removeAll(WALKED);
    keywords.forEach(keyword -> compareKeyword(path, keyword, before, after));
  }

  private void compareRequired(String path, JsonNode before, JsonNode after) {
    var added = texts(after);
    added.removeAll(texts(before));
    added.forEach(field -> report(path, "requires " + field));
  }

  private void compareEnum(String path, JsonNode before, JsonNode after) {
    if (after.isMissingNode() || before.equals(after)) {
      return;
    }
    var values = new HashSet<JsonNode>();
    after.forEach(values::add);
    if (before.isMissingNode()) {
      report(path, "has a list of allowed values now");
    } else if (!before.valueStream().allMatch(values::contains)) {
      report(path, "allows fewer values");
    }
  }

  private void compareProperties(String path, JsonNode before, JsonNode after) {
    var takesAnything =
        after.path("x-kubernetes-preserve-unknown-fields").asBoolean()
            || after.path("additionalProperties").asBoolean();
    for (var property : before.path("properties").properties()) {
      var name = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      var now = after.path("properties").path(property.getKey());
      if (!now.isMissingNode()) {
        compare(name, property.getValue(), now);
      } else if (!takesAnything) {
        report(name, "is removed");
      }
    }
    var tookAnything = before.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    for (var property : after.path("properties").properties()) {
      if (tookAnything && !before.path("properties").has(property.getKey())) {
        report(path, "describes " + property.getKey() + ", which could be anything");
      }
    }
  }

  private void compareOpenness(String path, JsonNode before, JsonNode after) {
    var was = before.path("additionalProperties");
    var now = after.path("additionalProperties");
    if (was.isObject() && now.isObject()) {
      compare(path + ".*", was, now);
    } else if (!was.isMissingNode() && !was.equals(now) && !now.equals(BooleanNode.TRUE)) {
      report(path, "takes fewer keys");
    } else if (was.isMissingNode() && now.isContainerNode() && !before.isMissingNode()) {
      report(path, "has a schema for further keys now");
    }
  }

  private void compareKeyword(String path, String keyword, JsonNode before, JsonNode after) {
    var was = before.path(keyword);
    var now = after.path(keyword);
    if (was.equals(now)) {
      return;
    }
    if (LOOSENS_WHEN_TRUE.contains(keyword)) {
      if (was.asBoolean() && !now.asBoolean()) {
        report(path, "no longer has " + keyword);
      }
    } else if (now instanceof MissingNode && !keyword.startsWith("x-kubernetes-")) {
      return;
    } else if (LOWER_BOUNDS.contains(keyword) && was.isNumber()) {
      reportIf(now.asDouble() > was.asDouble(), path, "has a higher " + keyword);
    } else if (UPPER_BOUNDS.contains(keyword) && was.isNumber()) {
      reportIf(now.asDouble() < was.asDouble(), path, "has a lower " + keyword);
    } else {
      reportIf(!now.isMissingNode() || !was.isMissingNode(), path, "has another " + keyword);
    }
  }

  private void reportIf(boolean condition, String path, String what) {
    if (condition) {
      report(path, what);
    }
  }

  private static SortedSet<String> texts(JsonNode list) {
    var texts = new TreeSet<String>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
