package dev.headgate.core.rendered;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.yaml.Documents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that helm-controller gives to the chart of a release: those of {@code valuesFrom} in
 * their order, and over them {@code spec.values}. What Secrets hold is not read; a gap says so.
 *
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/#values">values</a>
 */
public record ReleaseValues(ObjectNode values, List<Gap> gaps) {

  private static final String KEY = "values.yaml";
  private static final String PLAIN_PATH = "[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63}){0,20}";

  public ReleaseValues {
    gaps = List.copyOf(gaps);
  }

  /**
   * Puts them together.
   *
   * @param configMaps the data of a ConfigMap of the release's namespace
   * @throws RefusedInputException when some cannot be told; it names the field
   */
  public static ReleaseValues of(
      Manifest release,
      Function<String, Optional<Map<String, String>>> configMaps,
      Documents documents) {
    var values = JsonNodeFactory.instance.objectNode();
    var gaps = new ArrayList<Gap>();
    for (JsonNode from : release.content().path("spec").path("valuesFrom")) {
      switch (from.path("kind").asText()) {
        case "ConfigMap" -> ofConfigMap(from, configMaps, documents, values);
        case "Secret" -> gaps.add(ofSecret(release, from, values));
        default -> throw unknown(from, "is of a kind that is not known here");
      }
    }
    merge(values, release.content().path("spec").path("values"));
    return new ReleaseValues(values, gaps);
  }

  private static void ofConfigMap(
      JsonNode from,
      Function<String, Optional<Map<String, String>>> configMaps,
      Documents documents,
      ObjectNode values) {
    var text =
        configMaps
            .apply(from.path("name").asText())
            .flatMap(data -> Optional.ofNullable(data.get(from.path("valuesKey").asText(KEY))));
    if (text.isEmpty()) {
      if (from.path("optional").asBoolean(false)) {
        return;
      }
      throw unknown(from, "is not there, or may not be read");
    }
    var path = from.path("targetPath").asText("");
    if (path.isEmpty()) {
      merge(values, document(from, text.get(), documents));
    } else if (text.get().matches("[A-Za-z][A-Za-z0-9._/:-]{0,250}")
        && !text.get().matches("true|false|null")) {
      put(values, plain(from, path), text.get());
    } else {
      throw unknown(from, "has a targetPath, and a value that Helm reads by rules of its own");
    }
  }

  private static JsonNode document(JsonNode from, String text, Documents documents) {
    var read = documents.read(name(from), text.getBytes(StandardCharsets.UTF_8));
    return switch (read.size()) {
      case 0 -> JsonNodeFactory.instance.objectNode();
      case 1 -> read.getFirst().content();
      default -> throw unknown(from, "has several documents");
    };
  }

  private static Gap ofSecret(Manifest release, JsonNode from, ObjectNode values) {
    var path = from.path("targetPath").asText("");
    if (!path.isEmpty()) {
      put(values, plain(from, path), Placeholders.of(from.path("valuesKey").asText(KEY)));
    }
    return new Gap(
        Gap.Kind.PLACEHOLDER,
        release.key().toString(),
        path.isEmpty()
            ? "what %s says of its chart's values is not known".formatted(name(from))
            : "a placeholder stands for the value of %s".formatted(name(from)));
  }

  private static String plain(JsonNode from, String path) {
    if (!path.matches(PLAIN_PATH)) {
      throw unknown(from, "has a targetPath that is not known here");
    }
    return path;
  }

  private static void put(ObjectNode values, String path, String value) {
    var names = List.of(path.split("\\."));
    var at = values;
    for (var name : names.subList(0, names.size() - 1)) {
      at = at.path(name) instanceof ObjectNode there ? there : at.putObject(name);
    }
    at.put(names.getLast(), value);
  }

  /** As Helm: mappings are merged, everything else is replaced. */
  public static void merge(ObjectNode values, JsonNode over) {
    for (var field : over.properties()) {
      if (values.path(field.getKey()) instanceof ObjectNode below
          && field.getValue() instanceof ObjectNode more) {
        merge(below, more);
      } else {
        values.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }

  private static RefusedInputException unknown(JsonNode from, String what) {
    return new RefusedInputException("spec.valuesFrom", "%s %s".formatted(name(from), what));
  }

  private static String name(JsonNode from) {
    return "%s %s".formatted(from.path("kind").asText(), from.path("name").asText());
  }
}
