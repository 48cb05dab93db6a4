package dev.headgate.core.rendered;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Origin;
import dev.headgate.core.flux.TreePath;
import dev.headgate.core.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * What CI rendered of one revision, as flux-local and flate print it: the objects of Kustomizations
 * and of charts, in any number of files.
 *
 * @param source names where it comes from, for people
 * @param vouched whether the source's signature was verified
 */
public record Supplement(String source, boolean vouched, List<Manifest> objects) {

  public Supplement {
    objects = List.copyOf(objects);
  }

  /**
   * Reads the YAML and JSON files of a folder.
   *
   * @param path the folder; empty or {@code ./} is all of it
   * @throws RefusedInputException when the path leaves the tree, or a file is malformed or exceeds
   *     a limit; it names the file
   */
  public static Supplement read(
      String source, boolean vouched, Tree tree, String path, Limits limits) {
    var folder =
        TreePath.resolve("", path)
            .orElseThrow(() -> new RefusedInputException(source, "a path that leaves the tree"));
    var prefix = TreePath.prefix(folder);
    var reader = new ManifestReader(limits.yaml());
    var objects = new ArrayList<Manifest>();
    for (var file : tree.files().tailMap(prefix).entrySet()) {
      if (!file.getKey().startsWith(prefix)) {
        break;
      }
      if (file.getKey().matches(".*\\.(ya?ml|json)")) {
        var origin = new Origin("", source + " " + file.getKey(), "", vouched);
        objects.addAll(reader.read(origin, file.getValue().content()));
      }
      if (objects.size() > limits.render().objects()) {
        throw new RefusedInputException(
            source, "more objects", limits.render().objects() + " objects");
      }
    }
    return new Supplement(source, vouched, objects);
  }
}
