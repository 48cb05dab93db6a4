package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.NormalForm;
import java.util.List;

/** An object with its versions blanked, to tell whether anything else differs. */
final class WithoutVersions {

  private static final List<String> LABELS =
      List.of("app.kubernetes.io/version", "helm.sh/chart", "app.kubernetes.io/managed-by");

  private WithoutVersions() {}

  static ObjectNode of(Manifest manifest) {
    var content = NormalForm.of(manifest);
    switch (manifest.key().kind()) {
      case "OCIRepository", "GitRepository" -> blank(content.at("/spec/ref"), "tag", "digest");
      default -> {
        blank(content.at("/spec/chart/spec"), "version");
        blankImages(content.path("spec"));
      }
    }
    blankLabels(content);
    return content;
  }

  private static void blankLabels(JsonNode content) {
    for (var place : List.of("/metadata/labels", "/spec/template/metadata/labels")) {
      LABELS.forEach(label -> blank(content.at(place), label));
    }
  }

  private static void blankImages(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.has("tag") || object.has("digest")) {
        blank(object, "tag", "digest");
      }
      for (var field : List.of("image", "imageName")) {
        if (object.path(field).isTextual()) {
          var repository = Image.ofReference(object.path(field).asText()).map(Image::repository);
          object.put(field, repository.orElse(object.path(field).asText()));
        }
      }
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(WithoutVersions::blankImages);
    }
  }

  private static void blank(JsonNode node, String... fields) {
    if (node instanceof ObjectNode object) {
      for (var field : fields) {
        if (object.path(field).isValueNode()) {
          object.put(field, "");
        }
      }
    }
  }
}
