package dev.headgate.runtime.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.inside.Hidden;
import dev.headgate.core.rendered.ChartFiles;
import dev.headgate.core.rendered.Release;
import dev.headgate.core.tree.TreeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * The real {@code helm template}, {@link Confined}: it is given a chart as a folder, so that it has
 * nothing to fetch, and asks no cluster.
 *
 * @see <a href="https://helm.sh/docs/helm/helm_template/">helm template</a>
 */
public final class Helm {

  private static final String VALUES = "values.json";
  private static final String CHART = "chart";

  private final Supplier<Path> binary;
  private final Confined confined;

  /**
   * Prepares for charts.
   *
   * @param binary asked for when there is a chart to inflate
   * @param workFolder where folders for charts are made and removed again
   */
  public Helm(Supplier<Path> binary, Path workFolder, Limits.Render limits) {
    this.binary = binary;
    this.confined = new Confined(workFolder, limits);
  }

  /** Has the program at hand, which may take minutes the first time. */
  void prepare() {
    var _ = binary.get();
  }

  /**
   * What the chart makes of the values, its {@code crds} folder included.
   *
   * @param checksValues against the chart's schema
   * @throws RefusedInputException with Helm's own words, without the values, when it makes nothing
   */
  byte[] template(
      String place,
      Release release,
      ChartFiles chart,
      JsonNode values,
      Capabilities capabilities,
      boolean checksValues) {
    var files = new HashMap<String, TreeFile>();
    chart.files().forEach((path, file) -> files.put(CHART + "/" + path, file));
    files.put(VALUES, TreeFile.text(values.toString()));
    return confined.run(
        place,
        files,
        folder -> command(folder, release, capabilities, checksValues),
        Hidden.texts(values)::of);
  }

  private List<String> command(
      Path folder, Release release, Capabilities capabilities, boolean checksValues) {
    var command =
        new ArrayList<>(
            List.of(
                binary.get().toAbsolutePath().toString(),
                "template",
                "--include-crds",
                "--namespace=" + release.namespace(),
                "--values=" + folder.resolve(VALUES)));
    capabilities.kubeVersion().ifPresent(version -> command.add("--kube-version=" + version));
    if (!capabilities.apiVersions().isEmpty()) {
      command.add("--api-versions=" + String.join(",", capabilities.apiVersions()));
    }
    if (!checksValues) {
      command.add("--skip-schema-validation");
    }
    command.addAll(List.of("--", release.name(), folder.resolve(CHART).toString()));
    return command;
  }
}
