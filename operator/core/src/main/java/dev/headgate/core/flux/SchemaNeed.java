package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.yaml.Document;
import dev.headgate.core.yaml.Documents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Whether a build needs Kubernetes' own schema. kustomize reads it to merge lists of built-in kinds
 * (containers by name), which takes ten times as long as all the rest of a build. For custom
 * resources it has no schema and merges plainly; so where every strategic merge patch is for custom
 * resources an empty schema gives the same result. In doubt it is needed.
 */
final class SchemaNeed {

  private static final Set<String> GROUPS_IN_SCHEMA =
      Set.of(
          "apps",
          "autoscaling",
          "batch",
          "extensions",
          "policy",
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "apiregistration.k8s.io",
          "authentication.k8s.io",
          "authorization.k8s.io",
          "certificates.k8s.io",
          "coordination.k8s.io",
          "discovery.k8s.io",
          "events.k8s.io",
          "flowcontrol.apiserver.k8s.io",
          "internal.apiserver.k8s.io",
          "networking.k8s.io",
          "node.k8s.io",
          "rbac.authorization.k8s.io",
          "scheduling.k8s.io",
          "storage.k8s.io");
  private static final Set<String> FLUX_KINDS =
      Set.of("HelmRelease", "OCIRepository", "GitRepository", "HelmRepository");

  /** Fields whose content can patch in ways that are not looked into here. */
  private static final List<String> OPAQUE =
      List.of(
          "openapi",
          "transformers",
          "generators",
          "validators",
          "configurations",
          "crds",
          "patchesStrategicMerge",
          "helmCharts",
          "helmChartInflationGenerator");

  /** A selector is a regular expression; of these only the dot means more than itself. */
  private static final Pattern GROUP = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

  /** Of a DNS name; a longer one would take the matcher too deep. */
  private static final int LONGEST_GROUP = 253;

  private final Documents documents;
  private final Function<String, Optional<String>> files;

  /**
   * Prepares for one kustomization file.
   *
   * @param files gives the text of a patch file by the path that the kustomization names
   */
  SchemaNeed(Documents documents, Function<String, Optional<String>> files) {
    this.documents = documents;
    this.files = files;
  }

  boolean isNeededBy(JsonNode kustomization) {
    if (OPAQUE.stream().anyMatch(kustomization::has)) {
      return true;
    }
    for (JsonNode patch : kustomization.path("patches")) {
      if (isNeededByPatch(patch)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNeededByPatch(JsonNode patch) {
    var text =
        patch.path("patch").isTextual()
            ? Optional.of(patch.path("patch").textValue())
            : files.apply(patch.path("path").asText());
    var target = patch.path("target");
    try {
      return text.isEmpty()
          || documents.read("patch", text.get().getBytes(StandardCharsets.UTF_8)).stream()
              .map(Document::content)
              .anyMatch(content -> content.isObject() && !isForCustomResources(content, target));
    } catch (RefusedInputException e) {
      return true;
    }
  }

  /** With a target, that alone says to what a patch applies. */
  private static boolean isForCustomResources(JsonNode patch, JsonNode target) {
    if (!target.isObject() || target.isEmpty()) {
      var apiVersion = patch.path("apiVersion").asText();
      return apiVersion.contains("/") && isCustom(apiVersion.substring(0, apiVersion.indexOf('/')));
    }
    return target.has("group")
        ? isCustom(target.path("group").asText())
        : FLUX_KINDS.contains(target.path("kind").asText());
  }

  private static boolean isCustom(String group) {
    return group.length() <= LONGEST_GROUP
        && GROUP.matcher(group).matches()
        && GROUPS_IN_SCHEMA.stream().noneMatch(builtIn -> builtIn.matches(group));
  }
}
