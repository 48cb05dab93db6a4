package dev.headgate.core.rendered;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Values that a CI tool did not have, and wrote down as {@code ..PLACEHOLDER_<key>..} (flux-local
 * and flate do so for what Secrets hold; in {@code data} in base64).
 */
final class Placeholders {

  private static final String MARK = "..PLACEHOLDER_";

  private Placeholders() {}

  static String of(String key) {
    return MARK + key + "..";
  }

  static boolean isIn(Manifest manifest) {
    return isIn(manifest.content())
        || (manifest.key().isA("", "Secret")
            && manifest.content().path("data").valueStream().anyMatch(Placeholders::decodesToOne));
  }

  private static boolean isIn(JsonNode node) {
    return node.isTextual()
        ? node.textValue().contains(MARK)
        : node.valueStream().anyMatch(Placeholders::isIn);
  }

  private static boolean decodesToOne(JsonNode value) {
    try {
      var bytes = Base64.getDecoder().decode(value.asText());
      return new String(bytes, StandardCharsets.UTF_8).contains(MARK);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
