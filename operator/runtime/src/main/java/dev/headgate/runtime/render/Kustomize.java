package dev.headgate.runtime.render;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.tree.TreeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The real {@code kustomize build}, as kustomize-controller calls it: no plugins, files from
 * anywhere in the tree, and {@link Confined}.
 */
public final class Kustomize {

  private final Path binary;
  private final Confined confined;

  /**
   * Prepares for builds.
   *
   * @param workFolder where folders for builds are made and removed again
   */
  public Kustomize(Path binary, Path workFolder, Limits.Render limits) {
    this.binary = binary.toAbsolutePath();
    this.confined = new Confined(workFolder, limits);
  }

  /**
   * What the build of {@code folder} prints.
   *
   * @param files all that it may read, by path
   * @throws RefusedInputException with kustomize's own words when it fails
   */
  byte[] build(String place, String folder, Map<String, TreeFile> files) {
    return confined.run(
        place,
        files,
        tree ->
            List.of(
                binary.toString(),
                "build",
                "--load-restrictor=LoadRestrictionsNone",
                tree.resolve(folder).toString()),
        UnaryOperator.identity());
  }
}
