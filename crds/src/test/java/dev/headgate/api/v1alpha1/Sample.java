package dev.headgate.api.v1alpha1;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the sample files: documents that an author applies one after the other, each with the
 * status that Headgate would write after it. What is refused says so in its first line.
 */
record Sample(Path file, List<GenericKubernetesResource> documents, String refusal) {

  private static final Path FOLDER = Path.of("src/test/resources");
  private static final String REFUSED = "# refused: ";

  static List<Sample> named(String prefix) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted(Comparator.comparing(Path::getFileName))
          .map(Sample::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample read(Path file) {
    try {
      var text = Files.readString(file);
      var first = text.lines().findFirst().orElseThrow();
      var refusal = first.startsWith(REFUSED) ? first.substring(REFUSED.length()) : "";
      // No place for a quarter of a megabyte in a file that people read.
      var yaml = text.replace("<262145 characters>", "x".repeat(Bounds.INLINE + 1));
      var documents =
          Stream.of(yaml.split("(?m)^---\n"))
              .map(
                  document ->
                      new KubernetesSerialization()
                          .unmarshal(document, GenericKubernetesResource.class))
              .toList();
      return new Sample(file, documents, refusal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All but the last document. */
  void prepare(KubernetesClient client, String namespace) {
    documents
        .subList(0, documents.size() - 1)
        .forEach(document -> apply(client, namespace, document));
  }

  /** The last document, which is what the sample is about. */
  void conclude(KubernetesClient client, String namespace) {
    apply(client, namespace, documents.getLast());
  }

  private static void apply(
      KubernetesClient client, String namespace, GenericKubernetesResource document) {
    var status = document.getAdditionalProperties().get("status");
    var body = without("status", document, namespace);
    client.resource(body).patch(serverSide("author"));
    if (status != null) {
      var bare = without("spec", document, namespace);
      client.resource(bare).subresource("status").patch(serverSide("headgate"));
    }
  }

  private static GenericKubernetesResource without(
      String part, GenericKubernetesResource document, String namespace) {
    var serialization = new KubernetesSerialization();
    var copy = serialization.clone(document);
    copy.getMetadata().setNamespace(namespace);
    copy.setAdditionalProperties(new java.util.HashMap<>(document.getAdditionalProperties()));
    copy.getAdditionalProperties().remove(part);
    return copy;
  }

  private static PatchContext serverSide(String manager) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .withForce(true)
        .build();
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
