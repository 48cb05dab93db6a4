package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.yaml.Documents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that one {@code kustomize build} can read: the walk over its kustomization files and
 * all that they name. A build gets these files and no others, so what is not in here cannot change
 * its result. References to elsewhere are taken out and listed in {@code remote}.
 *
 * @param files what to lay out, by path; kustomization files are the rewritten ones
 * @param read the paths of the tree that were read, for coverage
 */
public record BuildInputs(
    SortedMap<String, TreeFile> files, SortedSet<String> read, List<String> remote) {

  /** Whoever names a path in a kustomization file does so under one of these keys. */
  private static final Set<String> PATH_FIELDS =
      Set.of(
          "resources",
          "bases",
          "components",
          "crds",
          "configurations",
          "generators",
          "transformers",
          "validators",
          "patchesStrategicMerge",
          "path",
          "files",
          "envs",
          "env");

  /** What is no YAML to kustomize, but data. */
  private static final Set<String> DATA_FIELDS = Set.of("files", "envs", "env");

  /** Files under these keys are configuration of built-in plugins, which name paths themselves. */
  private static final Set<String> PLUGIN_FIELDS =
      Set.of("generators", "transformers", "validators");

  /**
   * Walks from the folder's kustomization file, or from one made up when it has none.
   *
   * @param folder the folder of the Flux Kustomization, which exists in the tree
   * @throws RefusedInputException when a kustomization file is malformed, a path leaves the tree,
   *     or there is more to read than the limits allow
   */
  public static BuildInputs of(
      Tree tree, String folder, FluxKustomization flux, Documents documents, Limits.Render limits) {
    var walk = new Walk(tree, documents, limits);
    var found = KustomizationFile.pathIn(tree, folder);
    var file =
        found.isPresent() ? walk.read(found.get()) : KustomizationFile.generate(tree, folder);
    walk.start(file.with(flux, tree));
    return new BuildInputs(walk.files, walk.read, walk.remote);
  }

  /** Free text and metadata, in which a key called {@code path} is no path. */
  private static final Set<String> NO_PATHS_BELOW =
      Set.of(
          "annotations",
          "commonAnnotations",
          "commonLabels",
          "generatorOptions",
          "labels",
          "literals",
          "options",
          "patch",
          "target");

  /** Beside the root's kustomization file, in the build's folder only. */
  private static final String EMPTY_SCHEMA = ".headgate-empty-schema.json";

  private static final class Walk {

    private final Tree tree;
    private final Documents documents;
    private final Limits.Render limits;
    private final Map<String, BuildLoad> loads = new HashMap<>();
    private final SortedMap<String, TreeFile> files = new TreeMap<>();
    private final SortedSet<String> read = new TreeSet<>();
    private final List<String> remote = new ArrayList<>();
    private final Set<String> folders = new HashSet<>();
    private final Set<String> checked = new HashSet<>();
    private boolean needsSchema;

    private BuildLoad load;

    Walk(Tree tree, Documents documents, Limits.Render limits) {
      this.tree = tree;
      this.documents = documents;
      this.limits = limits;
      this.load = new BuildLoad(limits);
    }

    KustomizationFile read(String path) {
      read.add(path);
      return KustomizationFile.read(path, tree.file(path).orElseThrow(), documents);
    }

    /** The root's file, with an empty schema where no other is needed. */
    void start(KustomizationFile file) {
      follow(file);
      var schema = TreePath.prefix(TreePath.parent(file.path())) + EMPTY_SCHEMA;
      if (!needsSchema && tree.file(schema).isEmpty()) {
        file.content().putObject("openapi").put("path", EMPTY_SCHEMA);
        files.put(file.path(), TreeFile.text(file.content().toString()));
        files.put(schema, TreeFile.text("{\"definitions\":{}}"));
      }
    }

    private void follow(KustomizationFile file) {
      var folder = TreePath.parent(file.path());
      folders.add(folder);
      var outer = load;
      load = new BuildLoad(limits);
      load.add(file.path(), 1, 0);
      int remoteBefore = remote.size();
      visit(folder, file.content(), "");
      loads.put(folder, load);
      outer.add(file.path(), load);
      load = outer;
      if (remote.size() > remoteBefore) {
        KustomizationFile.withOrigins(file.content());
      }
      files.put(file.path(), TreeFile.text(file.content().toString()));
      needsSchema |=
          new SchemaNeed(documents, path -> textOf(folder, path)).isNeededBy(file.content());
    }

    private Optional<String> textOf(String folder, String path) {
      return TreePath.resolve(folder, path).flatMap(tree::file).map(TreeFile::asText);
    }

    private void visit(String folder, JsonNode node, String field) {
      switch (node) {
        case ObjectNode object -> {
          for (var entry : List.copyOf(object.properties())) {
            if (!NO_PATHS_BELOW.contains(entry.getKey())) {
              visit(folder, entry.getValue(), entry.getKey());
              removeRemote(object, entry.getKey());
            }
          }
        }
        case ArrayNode list -> {
          for (int i = list.size() - 1; i >= 0; i--) {
            boolean remoteItem =
                isRemote(list.get(i), field) || isRemote(list.get(i).path("path"), "path");
            visit(folder, list.get(i), field);
            if (remoteItem) {
              list.remove(i);
            }
          }
        }
        default -> {
          if (PATH_FIELDS.contains(field) && node.isTextual()) {
            include(folder, node.asText(), field);
          }
        }
      }
    }

    private static void removeRemote(ObjectNode object, String field) {
      if (isRemote(object.path(field), field)) {
        object.remove(field);
      }
    }

    private static boolean isRemote(JsonNode value, String field) {
      return PATH_FIELDS.contains(field)
          && value.isTextual()
          && !value.textValue().contains("\n")
          && RemoteReference.isRemote(reference(value.asText(), field));
    }

    /** Generators write {@code key=path}. */
    private static String reference(String text, String field) {
      return field.equals("files") ? text.substring(text.indexOf('=') + 1) : text;
    }

    private void include(String folder, String text, String field) {
      var reference = reference(text, field);
      if (reference.contains("\n")) {
        if (PLUGIN_FIELDS.contains(field)) {
          followPlugin(folder, TreePath.prefix(folder) + "kustomization.yaml", text);
        }
        return;
      }
      if (RemoteReference.isRemote(reference)) {
        remote.add(reference);
        return;
      }
      var path =
          TreePath.resolve(folder, reference)
              .orElseThrow(
                  () ->
                      new RefusedInputException(
                          TreePath.prefix(folder) + "kustomization.yaml",
                          "a path in %s that leaves the tree".formatted(field),
                          "paths below its root"));
      tree.file(path).ifPresent(file -> includeFile(folder, path, file, field));
      KustomizationFile.pathIn(tree, path).ifPresent(file -> includeFolder(path, file));
    }

    /** kustomize reads a folder as often as it is named; one that names itself it refuses. */
    private void includeFolder(String folder, String file) {
      if (folders.contains(folder)) {
        Optional.ofNullable(loads.get(folder)).ifPresent(known -> load.add(file, known));
      } else {
        follow(read(file));
      }
    }

    private void includeFile(String folder, String path, TreeFile file, String field) {
      load.add(path, 1, file.size());
      read.add(path);
      boolean isNew = files.putIfAbsent(path, file) == null;
      if (!DATA_FIELDS.contains(field) && checked.add(path)) {
        documents.requireWithinLimits(path, file.content());
      }
      if (isNew && PLUGIN_FIELDS.contains(field)) {
        followPlugin(folder, path, file.asText());
      }
      if (files.size() > limits.files()) {
        throw new RefusedInputException(
            path, "a build that reads more files", limits.files() + " files");
      }
    }

    private void followPlugin(String folder, String path, String text) {
      int remoteBefore = remote.size();
      documents
          .read(path, text.getBytes(StandardCharsets.UTF_8))
          .forEach(document -> visit(folder, document.content(), ""));
      if (remote.size() > remoteBefore) {
        throw new RefusedInputException(path, "a plugin that reads from elsewhere", "local paths");
      }
    }
  }
}
