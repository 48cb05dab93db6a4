package dev.headgate.core.rendered;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.flux.TreePath;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.yaml.Documents;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A chart as Helm will find it, by paths inside of it. Dependencies lie there as folders: packed
 * ones are unpacked before anything looks at them.
 *
 * @see <a href="https://helm.sh/docs/topics/charts/#the-chart-file-structure">the structure</a>
 */
public record ChartFiles(SortedMap<String, TreeFile> files) {

  private static final String PACKED = "charts/[^/]+\\.tgz";
  private static final String SCHEMA = "values.schema.json";

  /** What gives something else in a cluster, or at another time, than here and now. */
  private static final Pattern UNKNOWABLE = Pattern.compile("\\b(lookup|now|getHostByName)\\b");

  public ChartFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * The chart in a folder of the tree.
   *
   * @param unpack reads a packed dependency
   * @throws RefusedInputException when there is none, or a dependency is malformed
   */
  public static ChartFiles in(Tree tree, String folder, Function<byte[], Tree> unpack) {
    var prefix = TreePath.prefix(folder);
    var files = new TreeMap<String, TreeFile>();
    for (var file : tree.files().tailMap(prefix).entrySet()) {
      if (!file.getKey().startsWith(prefix)) {
        break;
      }
      add(files, file.getKey().substring(prefix.length()), file.getValue(), unpack);
    }
    if (!files.containsKey("Chart.yaml")) {
      throw new RefusedInputException(folder, "has no Chart.yaml");
    }
    return new ChartFiles(files);
  }

  private static void add(
      SortedMap<String, TreeFile> files,
      String path,
      TreeFile file,
      Function<byte[], Tree> unpack) {
    if (!path.matches("(.*/)?" + PACKED)) {
      put(files, path, file);
      return;
    }
    var folder = TreePath.prefix(TreePath.parent(path));
    unpack
        .apply(file.content())
        .files()
        .forEach((inside, each) -> add(files, folder + inside, each, unpack));
  }

  private static void put(SortedMap<String, TreeFile> files, String path, TreeFile file) {
    if (files.putIfAbsent(path, file) != null) {
      throw new RefusedInputException(path, "stands twice: packed and as a folder");
    }
  }

  /**
   * What stands in the place of {@code values.yaml} when a chart's {@code valuesFiles} say so: they
   * are merged in their order, by paths from the root of the tree.
   */
  public static TreeFile values(
      Tree tree, JsonNode valuesFiles, boolean ignoreMissing, Documents documents) {
    var values = JsonNodeFactory.instance.objectNode();
    for (JsonNode each : valuesFiles) {
      var file = TreePath.resolve("", each.asText()).flatMap(tree::file);
      if (file.isPresent()) {
        documents
            .read(each.asText(), file.get().content())
            .forEach(document -> ReleaseValues.merge(values, document.content()));
      } else if (!ignoreMissing) {
        throw new RefusedInputException(each.asText(), "is not there (spec.valuesFiles)");
      }
    }
    return TreeFile.text(values.toString());
  }

  public ChartFiles withValues(TreeFile values) {
    var other = new TreeMap<>(files);
    other.put("values.yaml", values);
    return new ChartFiles(other);
  }

  public int bytes() {
    return files.values().stream().mapToInt(TreeFile::size).sum();
  }

  public boolean hasCrds() {
    return files.keySet().stream().anyMatch(path -> path.matches("(.*/)?crds/.+"));
  }

  /**
   * Functions in templates, or in values that may become templates, whose result is not known here.
   */
  public Set<String> unknowable(String values) {
    var found = new TreeSet<String>();
    files.forEach(
        (path, file) -> {
          if (path.startsWith("templates/")
              || path.contains("/templates/")
              || TreePath.name(path).equals("values.yaml")) {
            addUnknowable(file.asText(), found);
          }
        });
    addUnknowable(values, found);
    return found;
  }

  /** In time that grows as the text does. */
  private static void addUnknowable(String text, Set<String> found) {
    for (int from = text.indexOf("{{"); from >= 0; from = text.indexOf("{{", from)) {
      int end = text.indexOf("}}", from);
      var action = text.substring(from, end < 0 ? text.length() : end);
      UNKNOWABLE.matcher(action).results().forEach(result -> found.add(result.group()));
      from += Math.max(2, action.length());
    }
  }

  /** Whether a schema of values names others that are not in it, which Helm would fetch. */
  public boolean hasForeignSchema(Documents documents) {
    return files.entrySet().stream()
        .filter(file -> TreePath.name(file.getKey()).equals(SCHEMA))
        .anyMatch(
            file ->
                documents.read(file.getKey(), file.getValue().content()).stream()
                    .anyMatch(document -> isForeign(document.content())));
  }

  private static boolean isForeign(JsonNode schema) {
    for (var field : schema.properties()) {
      var text = field.getValue().asText("");
      var foreign =
          switch (field.getKey()) {
            case "$ref", "$dynamicRef", "$recursiveRef" -> !text.startsWith("#");
            case "$schema" -> !text.matches("https?://json-schema\\.org/[a-z0-9/-]+/schema#?");
            case "$id", "id" -> field.getValue().isTextual() && text.contains(":");
            default -> false;
          };
      if (foreign && field.getValue().isTextual()) {
        return true;
      }
    }
    return schema.valueStream().anyMatch(ChartFiles::isForeign);
  }
}
