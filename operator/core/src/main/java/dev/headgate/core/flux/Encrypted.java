package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.headgate.core.change.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * SOPS ciphertext in objects. Each encrypted value becomes a placeholder made of its ciphertext's
 * digest: nothing of it is shown, and a changed value still is a change.
 */
public final class Encrypted {

  private static final String CIPHERTEXT = "ENC[";

  private Encrypted() {}

  /** Masks in place; says whether anything was encrypted. */
  public static boolean mask(ObjectNode object) {
    boolean sops = object.path("sops").has("mac") || object.path("sops").has("lastmodified");
    if (sops) {
      object.remove("sops");
    }
    boolean base64 = object.path("kind").asText().equals("Secret");
    boolean masked = maskIn(object, base64, "");
    return sops || masked;
  }

  private static boolean maskIn(JsonNode node, boolean secret, String field) {
    boolean masked = false;
    if (node instanceof ObjectNode object) {
      for (var entry : object.properties()) {
        var name = entry.getKey();
        boolean base64 = secret && field.equals("data");
        var replacement = replacement(entry.getValue(), base64);
        if (replacement != null) {
          entry.setValue(replacement);
        }
        masked |= replacement != null || maskIn(entry.getValue(), secret, name);
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        var replacement = replacement(list.get(i), false);
        if (replacement != null) {
          list.set(i, replacement);
        }
        masked |= replacement != null || maskIn(list.get(i), secret, "");
      }
    }
    return masked;
  }

  private static @Nullable TextNode replacement(JsonNode value, boolean base64) {
    if (!value.isTextual()) {
      return null;
    }
    var text = value.textValue();
    if (text.startsWith(CIPHERTEXT) || (base64 && decoded(text).startsWith(CIPHERTEXT))) {
      var digest = Digest.of(text.getBytes(StandardCharsets.UTF_8)).shortened();
      var placeholder = "placeholder-encrypted-" + digest;
      return TextNode.valueOf(
          base64
              ? Base64.getEncoder().encodeToString(placeholder.getBytes(StandardCharsets.UTF_8))
              : placeholder);
    }
    return null;
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
