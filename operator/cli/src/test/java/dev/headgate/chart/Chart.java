package dev.headgate.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The chart as Helm renders it. */
record Chart(Path folder) {
  static final String NAMESPACE = "flux-system";

  /** Everything that is off by default. */
  static final String EVERYTHING =
      """
      clusterName: home
      serviceMonitor: {enabled: true, labels: {release: prometheus}}
      prometheusRule: {enabled: true, alertLabels: {team: platform}}
      dashboard: {enabled: true}
      sandbox: {kubeconfigSecrets: [{name: dev}, {name: vc-sbx, namespace: vcluster}, {name: other}]}
      """;

  private static final Pattern BETWEEN_DOCUMENTS = Pattern.compile("(?m)^---$");

  static Chart ofThisRepository() {
    return new Chart(Path.of("..", "..", "charts", "headgate").toAbsolutePath().normalize());
  }

  /** The objects in the order in which Helm installs them. */
  List<GenericKubernetesResource> render(String values) {
    return Stream.of(BETWEEN_DOCUMENTS.split(text(values)))
        .filter(document -> document.contains("kind:"))
        .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
        .toList();
  }

  /**
   * What {@code helm template} prints.
   *
   * @throws IllegalStateException with Helm's words, when it refuses the values
   */
  String text(String values) {
    try {
      var file = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(file, values);
        return new Helm(folder)
            .template()
            .withName("headgate")
            .withNamespace(NAMESPACE)
            .withValuesFile(file)
            .call();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LintResult lint() {
    return new Helm(folder).lint().strict().call();
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
