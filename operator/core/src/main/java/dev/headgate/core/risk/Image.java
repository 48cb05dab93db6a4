package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An image that an object names, in one of the spellings that charts and custom resources use:
 * {@code image: repository:tag@digest}, or a mapping of {@code repository}, {@code tag} and {@code
 * digest}.
 */
record Image(String repository, String version) {

  /** The last segment of the repository. */
  String name() {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  /** The images below a field, by path; list items are told apart by name where they have one. */
  static Map<String, Image> in(JsonNode node) {
    var found = new TreeMap<String, Image>();
    collect("", "", node, found);
    return found;
  }

  private static void collect(String path, String field, JsonNode node, Map<String, Image> found) {
    switch (node) {
      case ObjectNode object -> {
        ofMapping(object).ifPresent(image -> found.put(path, image));
        for (var entry : object.properties()) {
          collect(path + "." + entry.getKey(), entry.getKey(), entry.getValue(), found);
        }
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          var name = array.path(i).path("name").asText();
          collect(path + "[" + (name.isEmpty() ? i : name) + "]", "", array.path(i), found);
        }
      }
      default -> {
        if (field.equals("image") || field.equals("imageName")) {
          ofReference(node.asText()).ifPresent(image -> found.put(path, image));
        }
      }
    }
  }

  private static Optional<Image> ofMapping(ObjectNode object) {
    var tag = object.path("tag").asText();
    var digest = object.path("digest").asText();
    var repository = object.path("repository").asText();
    if (tag.isEmpty() && digest.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Image(repository, digest.isEmpty() ? tag : tag + "@" + digest));
  }

  /** Empty for a reference without tag and digest, which floats. */
  static Optional<Image> ofReference(String reference) {
    int at = reference.indexOf('@');
    var tagged = at < 0 ? reference : reference.substring(0, at);
    int colon = tagged.lastIndexOf(':');
    var hasTag = colon > tagged.lastIndexOf('/');
    if (!hasTag && at < 0) {
      return Optional.empty();
    }
    var repository = hasTag ? tagged.substring(0, colon) : tagged;
    var tag = hasTag ? tagged.substring(colon + 1) : "";
    return Optional.of(new Image(repository, at < 0 ? tag : tag + reference.substring(at)));
  }
}
