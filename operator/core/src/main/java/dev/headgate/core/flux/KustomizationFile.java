package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.yaml.Documents;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A kustomization.yaml: found in a folder, or made up as kustomize-controller does when the folder
 * has none, with the fields of the Flux Kustomization merged in (fluxcd/pkg
 * kustomize_generator.go).
 */
public record KustomizationFile(String path, ObjectNode content) {

  /** The annotation in which kustomize tells where an object comes from. */
  public static final String ORIGIN_ANNOTATION = "config.kubernetes.io/origin";

  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
  private static final String ORIGIN = "originAnnotations";

  /** The path of the folder's kustomization file, by kustomize's order of names. */
  public static Optional<String> pathIn(Tree tree, String folder) {
    return NAMES.stream()
        .map(name -> TreePath.prefix(folder) + name)
        .filter(path -> tree.file(path).isPresent())
        .findFirst();
  }

  /**
   * The folder's file.
   *
   * @throws RefusedInputException when it is no mapping or malformed
   */
  public static KustomizationFile read(String path, TreeFile file, Documents documents) {
    var found = documents.read(path, file.content());
    if (found.size() != 1 || !(found.getFirst().content() instanceof ObjectNode content)) {
      throw new RefusedInputException(
          path, found.size() + " documents or no mapping", "one kustomization");
    }
    return new KustomizationFile(path, content);
  }

  /** Lists every YAML file below the folder, and folders that have a kustomization of their own. */
  static KustomizationFile generate(Tree tree, String folder) {
    var prefix = TreePath.prefix(folder);
    var resources = new TreeSet<String>();
    for (String path : tree.files().tailMap(prefix).keySet()) {
      if (!path.startsWith(prefix)) {
        break;
      }
      var own = nearestKustomizationBelow(tree, folder, path);
      if (own.isPresent()) {
        resources.add("./" + own.get().substring(prefix.length()));
      } else if (path.endsWith(".yaml") || path.endsWith(".yml")) {
        resources.add("./" + path.substring(prefix.length()));
      }
    }
    var content = empty();
    resources.forEach(content.putArray("resources")::add);
    return new KustomizationFile(prefix + NAMES.getFirst(), content);
  }

  private static Optional<String> nearestKustomizationBelow(Tree tree, String folder, String path) {
    var prefix = TreePath.prefix(folder);
    for (int slash = path.indexOf('/', prefix.length());
        slash > 0;
        slash = path.indexOf('/', slash + 1)) {
      var below = path.substring(0, slash);
      if (pathIn(tree, below).isPresent()) {
        return Optional.of(below);
      }
    }
    return Optional.empty();
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("apiVersion", "kustomize.config.k8s.io/v1beta1")
        .put("kind", "Kustomization");
  }

  /** This file with what the Flux Kustomization adds, and with origins switched on. */
  KustomizationFile with(FluxKustomization flux, Tree tree) {
    var merged = content.deepCopy();
    var spec = flux.spec();
    overwrite(merged, "namespace", spec.path("targetNamespace"));
    overwrite(merged, "namePrefix", spec.path("namePrefix"));
    overwrite(merged, "nameSuffix", spec.path("nameSuffix"));
    for (JsonNode patch : spec.path("patches")) {
      var added = list(merged, "patches").addObject();
      added.set("patch", patch.path("patch"));
      if (patch.path("target").isObject()) {
        added.set("target", patch.path("target"));
      }
    }
    addComponents(merged, spec, tree);
    spec.path("images").forEach(image -> mergeImage(list(merged, "images"), image));
    if (!spec.path("buildMetadata").isEmpty()) {
      merged.set("buildMetadata", spec.path("buildMetadata").deepCopy());
    }
    withOrigins(merged);
    return new KustomizationFile(path, merged);
  }

  private void addComponents(ObjectNode merged, JsonNode spec, Tree tree) {
    boolean ignoreMissing = spec.path("ignoreMissingComponents").asBoolean();
    for (JsonNode component : spec.path("components")) {
      var folder = TreePath.resolve(TreePath.parent(path), component.asText());
      boolean there = folder.flatMap(f -> pathIn(tree, f)).isPresent();
      if (there || !ignoreMissing) {
        list(merged, "components").add(component.asText());
      }
    }
  }

  private static void mergeImage(ArrayNode images, JsonNode image) {
    for (JsonNode existing : images) {
      if (existing.path("name").equals(image.path("name"))
          && existing instanceof ObjectNode target) {
        overwrite(target, "newName", image.path("newName"));
        if (image.has("newTag") || image.has("digest")) {
          target.remove(List.of("newTag", "digest"));
          overwrite(target, "newTag", image.path("newTag"));
          overwrite(target, "digest", image.path("digest"));
        }
        return;
      }
    }
    images.add(image.deepCopy());
  }

  /** Also keeps kustomize from calling a file without resources empty. */
  static void withOrigins(ObjectNode kustomization) {
    var metadata = list(kustomization, "buildMetadata");
    for (JsonNode option : metadata) {
      if (option.asText().equals(ORIGIN)) {
        return;
      }
    }
    metadata.add(ORIGIN);
  }

  private static void overwrite(ObjectNode target, String field, JsonNode value) {
    if (value.isTextual() && !value.asText().isEmpty()) {
      target.set(field, value);
    }
  }

  private static ArrayNode list(ObjectNode target, String field) {
    return target.path(field) instanceof ArrayNode list ? list : target.putArray(field);
  }
}
