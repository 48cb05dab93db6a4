package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import java.util.Optional;

/** Charts that lie in the tree itself, used by a HelmRelease or HelmChart of the gated source. */
public final class HelmCharts {

  private static final String HELM = "helm.toolkit.fluxcd.io";
  private static final String SOURCES = "source.toolkit.fluxcd.io";

  private HelmCharts() {}

  public static boolean isHelmRelease(Manifest manifest) {
    return manifest.key().isA(HELM, "HelmRelease");
  }

  /** The folder of the chart that {@code manifest} takes out of {@code source}. */
  public static Optional<String> folderIn(Manifest manifest, SourceRef source) {
    var spec = chartSpec(manifest);
    var ref = spec.path("sourceRef");
    var namespace = ref.path("namespace").asText();
    var named =
        new SourceRef(
            ref.path("kind").asText(),
            namespace.isEmpty() ? manifest.key().namespace() : namespace,
            ref.path("name").asText());
    return named.equals(source)
        ? TreePath.resolve("", spec.path("chart").asText())
        : Optional.empty();
  }

  static JsonNode chartSpec(Manifest manifest) {
    var spec = manifest.content().path("spec");
    return manifest.key().isA(SOURCES, "HelmChart") ? spec : spec.path("chart").path("spec");
  }
}
