package dev.headgate.chart;

import dev.headgate.local.HelmChart;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The chart of this repository, as Helm renders it. */
record Chart(Path folder, HelmChart helm) {
  static final String RELEASE = "headgate";
  static final String NAMESPACE = "flux-system";

  static Chart ofThisRepository() {
    var folder = Path.of("..", "..", "charts", "headgate").toAbsolutePath().normalize();
    return new Chart(folder, new HelmChart(folder));
  }

  /**
   * The objects in the order in which Helm installs them.
   *
   * @param values YAML
   * @throws IllegalStateException with Helm's words, when it refuses the values
   */
  List<GenericKubernetesResource> render(String values) {
    return helm.render(RELEASE, NAMESPACE, valuesOf(values)).stream()
        .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
        .toList();
  }

  @SuppressWarnings("unchecked") // YAML has no other keys
  static Map<String, Object> valuesOf(String yaml) {
    return Serialization.unmarshal(yaml, Map.class);
  }

  String file(String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only one of that kind and name. */
  static GenericKubernetesResource one(
      List<GenericKubernetesResource> objects, String kind, String name) {
    return objects.stream()
        .filter(each -> each.getKind().equals(kind) && each.getMetadata().getName().equals(name))
        .reduce(
            (a, b) -> {
              throw new AssertionError("Two of " + kind + "/" + name);
            })
        .orElseThrow(() -> new AssertionError("No " + kind + "/" + name));
  }

  /** What stands at that path of keys and indexes; an absent field is an error that names it. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // the test says what it expects there
  static <T> T at(GenericKubernetesResource object, Object... path) {
    return Objects.requireNonNull(
        object.get(path), () -> object.getKind() + " has no " + List.of(path));
  }
}
