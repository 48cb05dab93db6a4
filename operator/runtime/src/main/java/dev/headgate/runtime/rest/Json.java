package dev.headgate.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Text to JSON and back, without losing a digit of a number. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree of JSON nodes can always be written", e);
    }
  }

  /** The document, or a missing node when the bytes are none (a proxy's error page, say). */
  public static JsonNode lenient(byte[] bytes) {
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * The document that we wrote ourselves earlier.
   *
   * @throws IllegalArgumentException without quoting, when it is none
   */
  @SuppressWarnings("UnusedException") // its message quotes the text, which may be anybody's
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON document");
    }
  }
}
