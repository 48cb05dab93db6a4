package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What may move in the cluster without a commit, and therefore past every gate: version ranges,
 * branches, and images by {@code latest} or no tag. An image with a digest stands still whatever
 * its tag says.
 */
public final class FloatingInputs {

  private static final String SOURCES = "source.toolkit.fluxcd.io";
  private static final Pattern EXACT = Pattern.compile("v?\\d+\\.\\d+\\.\\d+([-+].*)?");

  private final SourceRef gated;
  private final SortedSet<String> found = new TreeSet<>();

  private FloatingInputs(SourceRef gated) {
    this.gated = gated;
  }

  /** Each as {@code Kind/namespace/name: what}; the gated source itself is left out. */
  public static SortedSet<String> of(Manifests manifests, SourceRef gated) {
    var inputs = new FloatingInputs(gated);
    manifests.all().forEach(inputs::look);
    return inputs.found;
  }

  private void look(Manifest manifest) {
    var spec = manifest.content().path("spec");
    switch (manifest.key().group() + "/" + manifest.key().kind()) {
      case SOURCES + "/GitRepository" -> gitRepository(manifest, spec.path("ref"));
      case SOURCES + "/OCIRepository" -> ociRepository(manifest, spec.path("ref"));
      case SOURCES + "/HelmChart", "helm.toolkit.fluxcd.io/HelmRelease" -> {
        chart(manifest, HelmCharts.chartSpec(manifest));
        values(manifest, spec.path("values"));
      }
      default -> images(manifest, spec);
    }
  }

  private void gitRepository(Manifest manifest, JsonNode ref) {
    if (isGated(manifest) || ref.has("commit")) {
      return;
    }
    if (ref.has("semver")) {
      add(manifest, "versions " + ref.path("semver").asText());
    } else if (!ref.has("tag") && !ref.path("name").asText().startsWith("refs/tags/")) {
      add(manifest, "branch " + ref.path("branch").asText("master"));
    }
  }

  private void ociRepository(Manifest manifest, JsonNode ref) {
    if (isGated(manifest) || ref.has("digest")) {
      return;
    }
    var tag = ref.path("tag").asText();
    if (ref.has("semver")) {
      add(manifest, "versions " + ref.path("semver").asText());
    } else if (!tag.contains("@") && (tag.isEmpty() || tag.equals("latest"))) {
      add(manifest, "tag latest");
    }
  }

  private boolean isGated(Manifest manifest) {
    var key = manifest.key();
    return new SourceRef(key.kind(), key.namespace(), key.name()).equals(gated);
  }

  private void chart(Manifest manifest, JsonNode chart) {
    if (!chart.path("sourceRef").path("kind").asText().equals("HelmRepository")) {
      return;
    }
    var version = chart.path("version").asText("*");
    if (!EXACT.matcher(version).matches()) {
      add(manifest, "chart versions " + version);
    }
  }

  /** Charts name images as {@code {repository, tag}}; a tag left out is the chart's own. */
  private void values(Manifest manifest, JsonNode values) {
    if (values instanceof ObjectNode object
        && object.path("repository").isTextual()
        && object.path("tag").asText().equals("latest")
        && !object.has("digest")) {
      add(manifest, "image %s:latest".formatted(object.path("repository").asText()));
    }
    values.forEach(value -> values(manifest, value));
  }

  private void images(Manifest manifest, JsonNode node) {
    for (var list : new String[] {"containers", "initContainers"}) {
      for (JsonNode container : node.path(list)) {
        image(manifest, container.path("image").asText());
      }
    }
    node.forEach(child -> images(manifest, child));
  }

  private void image(Manifest manifest, String image) {
    var name = TreePath.name(image);
    if (!image.isEmpty()
        && !image.contains("@")
        && (!name.contains(":") || name.endsWith(":latest"))) {
      add(manifest, "image " + image);
    }
  }

  private void add(Manifest manifest, String what) {
    var key = manifest.key();
    var namespace = key.namespace().isEmpty() ? "" : key.namespace() + "/";
    found.add("%s/%s%s: %s".formatted(key.kind(), namespace, key.name(), what));
  }
}
