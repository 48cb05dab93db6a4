package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
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

  /** The same through the HelmChart that {@code spec.chartRef} names, where it is among them. */
  public static Optional<String> folderOf(Manifest release, Manifests all, SourceRef source) {
    return chartOf(release, all).flatMap(chart -> folderIn(chart, source));
  }

  /** What says which chart it is: the release itself, or a HelmChart. */
  public static Optional<Manifest> chartOf(Manifest release, Manifests all) {
    var ref = release.content().path("spec").path("chartRef");
    if (ref.isMissingNode()) {
      return Optional.of(release);
    }
    var namespace = ref.path("namespace").asText();
    return all.get(
            new ObjectKey(
                SOURCES,
                ref.path("kind").asText(),
                namespace.isEmpty() ? release.key().namespace() : namespace,
                ref.path("name").asText()))
        .filter(chart -> chart.key().isA(SOURCES, "HelmChart"));
  }

  public static JsonNode chartSpec(Manifest manifest) {
    var spec = manifest.content().path("spec");
    return manifest.key().isA(SOURCES, "HelmChart") ? spec : spec.path("chart").path("spec");
  }
}
