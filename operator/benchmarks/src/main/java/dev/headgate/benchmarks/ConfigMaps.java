package dev.headgate.benchmarks;

import dev.headgate.core.Limits;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Origin;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many small objects, as every contestant wants them. */
record ConfigMaps(String namespace, int count) {

  /** A kilobyte each, like most of what people keep in Git. */
  private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(20);

  String name(int index) {
    return "settings-" + index;
  }

  String json(int index) {
    return """
    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"%s"},"data":{"index":"%d","text":"%s"}}"""
        .formatted(name(index), namespace, index, TEXT);
  }

  /** One stream of documents. */
  String yaml() {
    return IntStream.range(0, count).mapToObj(this::json).collect(Collectors.joining("\n---\n"));
  }

  Manifests manifests() {
    return Manifests.of(
        new ManifestReader(Limits.STANDARD.yaml())
            .read(Origin.INLINE, yaml().getBytes(StandardCharsets.UTF_8)));
  }
}
