package dev.headgate.core.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Reads objects of which any field may be absent or of a wrong type. */
final class Fields {

  private static final int LONGEST_REASON = 300;

  private Fields() {}

  /** The text at {@code pointer}, or empty. */
  static String text(JsonNode object, String pointer) {
    return object.at(pointer).asText("");
  }

  static long number(JsonNode object, String pointer, long otherwise) {
    return object.at(pointer).asLong(otherwise);
  }

  /** The condition of that type, or a missing node, whose every field is missing too. */
  static JsonNode condition(JsonNode object, String type) {
    for (JsonNode condition : object.at("/status/conditions")) {
      if (type.equals(text(condition, "/type"))) {
        return condition;
      }
    }
    return MissingNode.getInstance();
  }

  static boolean isTrue(JsonNode condition) {
    return "True".equals(text(condition, "/status"));
  }

  static boolean isFalse(JsonNode condition) {
    return "False".equals(text(condition, "/status"));
  }

  /** {@code type=status, reason: message}, cut to a length that fits a status. */
  static String describe(JsonNode condition) {
    var reason = text(condition, "/reason");
    var message = text(condition, "/message");
    return shortened(
        text(condition, "/type")
            + "="
            + text(condition, "/status")
            + (reason.isEmpty() ? "" : ", " + reason)
            + (message.isEmpty() ? "" : ": " + message));
  }

  static String shortened(String text) {
    var line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON - 1) + "…";
  }
}
