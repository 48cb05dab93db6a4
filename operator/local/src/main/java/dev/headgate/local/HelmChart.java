package dev.headgate.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Helm chart in a folder, rendered by Helm's own code without a {@code helm} binary. */
public final class HelmChart {
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  public HelmChart(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /**
   * What {@code helm lint --strict} finds: warnings count as errors. Empty if the chart is fine.
   */
  public List<String> lint() {
    var result = new Helm(folder).lint().strict().call();
    return result.isFailed() ? List.copyOf(result.getMessages()) : List.of();
  }

  /**
   * The YAML documents of {@code helm template}, in Helm's order of installation, without those of
   * {@link #crds}.
   *
   * @throws IllegalStateException with Helm's message if the chart does not render, e.g. against
   *     its values schema
   */
  public List<String> render(String release, String namespace, Map<String, ?> values) {
    return withFile(values, file -> render(release, namespace, file));
  }

  /** The files in its {@code crds} folder, which Helm does not render. */
  public List<String> crds() {
    var crds = folder.resolve("crds");
    if (!Files.isDirectory(crds)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(crds)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(HelmChart::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + crds, e);
    }
  }

  /**
   * Installs it as the administrator: namespace, CRDs, then the rest; returns when its kinds are
   * served.
   */
  public void apply(LocalCluster cluster, String release, String namespace, Map<String, ?> values) {
    var client = cluster.client();
    ServerSideApply.apply(
        client, new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build());
    ServerSideApply.applyAndAwaitCrds(client, crds());
    for (var document : render(release, namespace, values)) {
      for (var object : ServerSideApply.parse(client, document)) {
        ServerSideApply.apply(client, inNamespace(object, namespace));
      }
    }
  }

  private List<String> render(String release, String namespace, Path values) {
    var rendered =
        new Helm(folder)
            .template()
            .withName(release)
            .withNamespace(namespace)
            .skipCrds()
            .withValuesFile(values)
            .call();
    return SEPARATOR
        .splitAsStream(rendered)
        .filter(
            document -> document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
        .toList();
  }

  /**
   * As Helm does for objects that name none. Of a kind that is not built in, the scope is not known
   * here.
   */
  private static HasMetadata inNamespace(HasMetadata object, String namespace) {
    if (object instanceof Namespaced
        && !(object instanceof GenericKubernetesResource)
        && object.getMetadata().getNamespace() == null) {
      object.getMetadata().setNamespace(namespace);
    }
    return object;
  }

  private static <T> T withFile(Map<String, ?> values, Function<Path, T> work) {
    try {
      var file = Files.createTempFile("values-", ".json");
      try {
        Files.write(file, JSON.writeValueAsBytes(values));
        return work.apply(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the values of a chart", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
