package dev.headgate.runtime.render;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.flux.HarmlessFiles;
import dev.headgate.core.flux.HelmCharts;
import dev.headgate.core.flux.TreePath;
import dev.headgate.core.rendered.ChartFiles;
import dev.headgate.core.rendered.ReleaseValues;
import dev.headgate.core.yaml.Documents;
import dev.headgate.runtime.artifact.Archive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The charts of one tree. A release whose chart lies in it is inflated; of every other, and of one
 * that cannot be inflated, a gap says that nobody knows what it makes.
 */
final class Inflations {

  private final RenderRequest request;
  private final Optional<Charts> charts;
  private final Limits limits;
  private final Budget budget;
  private final Documents documents;
  private final Map<ObjectKey, Manifest> objects = new TreeMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final NavigableSet<String> covered = new TreeSet<>();
  private final NavigableSet<String> unrendered = new TreeSet<>();
  private int inflated;

  Inflations(RenderRequest request, Optional<Charts> charts, Limits limits, Budget budget) {
    this.request = request;
    this.charts = charts;
    this.limits = limits;
    this.budget = budget;
    this.documents = new Documents(limits.yaml());
  }

  /**
   * All objects, those of charts included.
   *
   * @param covered files of charts that were inflated
   * @param unrendered files of charts that were not
   */
  record Of(
      Manifests objects,
      List<Gap> gaps,
      NavigableSet<String> covered,
      NavigableSet<String> unrendered) {}

  Of of(Manifests tree) {
    objects.putAll(tree.byKey());
    for (Manifest manifest : tree.all()) {
      if (HelmCharts.isHelmRelease(manifest)) {
        release(manifest, tree);
      } else {
        HelmCharts.folderIn(manifest, request.source())
            .map(this::filesIn)
            .ifPresent(unrendered::addAll);
      }
    }
    unrendered.removeAll(covered);
    return new Of(new Manifests(new TreeMap<>(objects)), gaps, covered, unrendered);
  }

  private void release(Manifest release, Manifests tree) {
    var folder = HelmCharts.folderOf(release, tree, request.source());
    if (folder.isEmpty()) {
      notInflated(release, "what its chart makes of the values is not known");
      return;
    }
    var files = filesIn(folder.get());
    try {
      inflate(release, folder.get(), tree);
      covered.addAll(files);
    } catch (RefusedInputException e) {
      notInflated(release, "its chart cannot be inflated: " + e.reason());
      unrendered.addAll(files);
    }
  }

  private void inflate(Manifest release, String folder, Manifests tree) {
    var result = charts.orElseThrow(() -> unable("Headgate was given no helm"));
    var spec = release.content().path("spec");
    if (spec.has("postRenderers")) {
      throw unable("spec.postRenderers are not known here");
    }
    if (spec.has("kubeConfig")) {
      throw unable("its objects go to another cluster (spec.kubeConfig)");
    }
    if (++inflated > limits.render().charts()) {
      throw unable("more than %d charts in the tree".formatted(limits.render().charts()));
    }
    var made =
        result.inflate(
            Inflation.of(
                release,
                folder,
                chart(release, folder, tree),
                ReleaseValues.of(release, name -> configMap(release, tree, name), documents),
                request.capabilities().get()),
            tree.all(),
            budget);
    gaps.addAll(made.gaps());
    made.objects().forEach(object -> add(release, object));
  }

  private static RefusedInputException unable(String why) {
    return new RefusedInputException("chart", why);
  }

  /** Where the tree has it too, or another release, that one stays. */
  private void add(Manifest release, Manifest object) {
    var there = objects.putIfAbsent(object.key(), object);
    if (there != null) {
      gaps.add(
          new Gap(
              Gap.Kind.LEFT_OUT,
              release.key().toString(),
              "its chart makes %s, which is there already".formatted(object.key())));
    }
  }

  private ChartFiles chart(Manifest release, String folder, Manifests tree) {
    var files =
        ChartFiles.in(request.tree(), folder, packed -> Archive.unpack(packed, limits.archive()));
    if (files.files().size() > limits.render().files()
        || files.bytes() > limits.archive().unpackedBytes()) {
      throw new RefusedInputException(
          folder,
          "a larger chart",
          "%d files, %d bytes"
              .formatted(limits.render().files(), limits.archive().unpackedBytes()));
    }
    var spec = HelmCharts.chartSpec(HelmCharts.chartOf(release, tree).orElseThrow());
    return spec.path("valuesFiles").isEmpty()
        ? files
        : files.withValues(
            ChartFiles.values(
                request.tree(),
                spec.path("valuesFiles"),
                spec.path("ignoreMissingValuesFiles").asBoolean(false),
                documents));
  }

  private Optional<Map<String, String>> configMap(Manifest release, Manifests tree, String name) {
    var namespace = release.key().namespace();
    return tree.get(new ObjectKey("", "ConfigMap", namespace, name))
        .map(Inflations::data)
        .or(() -> request.configMaps().data(namespace, name));
  }

  private static Map<String, String> data(Manifest configMap) {
    var data = new HashMap<String, String>();
    configMap
        .content()
        .path("data")
        .properties()
        .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
    return data;
  }

  private void notInflated(Manifest release, String why) {
    gaps.add(new Gap(Gap.Kind.CHART_NOT_INFLATED, release.key().toString(), why));
  }

  /** Those that Helm may read; a page for people is none. */
  private List<String> filesIn(String folder) {
    var prefix = TreePath.prefix(folder);
    return request.tree().files().tailMap(prefix).keySet().stream()
        .takeWhile(path -> path.startsWith(prefix))
        .filter(path -> !HarmlessFiles.contains(path))
        .toList();
  }
}
