package dev.headgate.benchmarks;

import dev.headgate.core.Limits;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Origin;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many objects of one kind, as every contestant wants them. */
record Pile(Kind kind, String namespace, int count) {

  /** A kilobyte, like most of what people keep in Git. */
  private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(20);

  /** What they are. */
  enum Kind {
    /** Done when they are applied. */
    CONFIG_MAP("/api/v1", "configmaps"),
    /** Done when the deployment controller says that they are available; they ask for no pods. */
    DEPLOYMENT("/apis/apps/v1", "deployments");

    private final String root;
    private final String plural;

    Kind(String root, String plural) {
      this.root = root;
      this.plural = plural;
    }

    String plural() {
      return plural;
    }
  }

  String path(int index) {
    return "%s/namespaces/%s/%s/%s".formatted(kind.root, namespace, kind.plural, name(index));
  }

  private static String name(int index) {
    return "settings-" + index;
  }

  String json(int index) {
    return switch (kind) {
      case CONFIG_MAP ->
          """
          {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"%s"},"data":{"index":"%d","text":"%s"}}"""
              .formatted(name(index), namespace, index, TEXT);
      case DEPLOYMENT ->
          """
          {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s","namespace":"%2$s"},"spec":{"replicas":0,\
          "selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},\
          "spec":{"containers":[{"name":"app","image":"registry.example.org/app:1.0"}]}}}}"""
              .formatted(name(index), namespace);
    };
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
