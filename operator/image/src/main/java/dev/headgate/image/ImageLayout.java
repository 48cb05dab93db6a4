package dev.headgate.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.headgate.image.Blobs.Blob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An image in a folder, as the OCI image layout specification 1.0 wants it.
 *
 * @param digest of its manifest, by which registries and charts know it
 * @param size of all that is pulled, in bytes
 */
record ImageLayout(Path folder, String digest, long size) {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  /** Writes it into that folder, which is not there yet. */
  static ImageLayout write(Image image, Path folder) throws IOException {
    var blobs = Blobs.in(folder);
    var layers = image.layers().parallelStream().map(layer -> add(blobs, layer)).toList();
    var config = blobs.add(JSON.writeValueAsBytes(config(image, layers)));
    var manifest = blobs.add(JSON.writeValueAsBytes(manifest(config, layers)));
    JSON.writeValue(folder.resolve("index.json").toFile(), index(image, manifest));
    JSON.writeValue(folder.resolve("oci-layout").toFile(), Map.of("imageLayoutVersion", "1.0.0"));
    var size = layers.stream().mapToLong(Blob::size).sum() + config.size() + manifest.size();
    return new ImageLayout(folder, manifest.digest(), size);
  }

  private static Blob add(Blobs blobs, Layer layer) {
    try {
      return blobs.add(layer);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + layer.what(), e);
    }
  }

  private static Map<String, Object> config(Image image, List<Blob> layers) {
    var user = "%1$d:%1$d".formatted(BaseSystem.USER);
    var environment =
        image.environment().entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .sorted()
            .toList();
    return Map.of(
        "created", image.created().toString(),
        "architecture", architecture(),
        "os", "linux",
        "config",
            Map.of(
                "User", user,
                "ExposedPorts", Map.of("8080/tcp", Map.of()),
                "Env", environment,
                "Entrypoint", image.entrypoint(),
                "Labels", image.labels()),
        "rootfs",
            Map.of("type", "layers", "diff_ids", layers.stream().map(Blob::plainDigest).toList()),
        "history",
            image.layers().stream()
                .map(
                    layer ->
                        Map.of(
                            "created", image.created().toString(),
                            "created_by", "./headgate package",
                            "comment", layer.what()))
                .toList());
  }

  private static Map<String, Object> manifest(Blob config, List<Blob> layers) {
    return Map.of(
        "schemaVersion",
        2,
        "mediaType",
        MANIFEST,
        "config",
        descriptor(CONFIG, config),
        "layers",
        IntStream.range(0, layers.size()).mapToObj(i -> descriptor(LAYER, layers.get(i))).toList());
  }

  /** The annotations name it for {@code docker load} and for {@code skopeo}. */
  private static Map<String, Object> index(Image image, Blob manifest) {
    return Map.of(
        "schemaVersion",
        2,
        "mediaType",
        INDEX,
        "manifests",
        List.of(
            Map.of(
                "mediaType", MANIFEST,
                "digest", manifest.digest(),
                "size", manifest.size(),
                "platform", Map.of("architecture", architecture(), "os", "linux"),
                "annotations",
                    Map.of(
                        "org.opencontainers.image.ref.name", image.version(),
                        "io.containerd.image.name",
                            "docker.io/library/%s:%s".formatted(Image.NAME, image.version())))));
  }

  private static Map<String, Object> descriptor(String type, Blob blob) {
    return Map.of("mediaType", type, "digest", blob.digest(), "size", blob.size());
  }

  /** In Go's words. */
  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "aarch64" -> "arm64";
      case String other -> other;
    };
  }
}
