package dev.headgate.core.cel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as CEL knows it. A field that is null is left out, as Kubernetes stores none. What a value
 * weighs, in nodes and in text, is what comparing it or matching it may cost.
 */
final class CelValues {

  private static final int TEXT = 4;

  private final IdentityHashMap<Object, Integer> weights = new IdentityHashMap<>();

  Object of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> map(node);
      case ARRAY -> list(node);
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      case STRING -> node.textValue();
      case MISSING, NULL, BINARY, POJO -> Map.of();
    };
  }

  private Object map(JsonNode node) {
    var map = new HashMap<String, Object>();
    var weight = 1;
    for (var field : node.properties()) {
      if (!field.getValue().isNull()) {
        var value = of(field.getValue());
        map.put(field.getKey(), value);
        weight += weight(value);
      }
    }
    weights.put(map, weight);
    return map;
  }

  private Object list(JsonNode node) {
    var list = new ArrayList<Object>();
    var weight = 1;
    for (JsonNode item : node) {
      var value = of(item);
      list.add(value);
      weight += weight(value);
    }
    weights.put(list, weight);
    return list;
  }

  int weight(Object value) {
    return switch (value) {
      case String text -> 1 + text.length() / TEXT;
      case Map<?, ?> map -> weights.getOrDefault(map, 1 + map.size());
      case List<?> list -> weights.getOrDefault(list, 1 + list.size());
      default -> 1;
    };
  }
}
