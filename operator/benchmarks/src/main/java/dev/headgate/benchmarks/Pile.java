package dev.headgate.benchmarks;

import dev.headgate.core.Limits;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Origin;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many small objects, as every contestant wants them: ConfigMaps, of which some may be Deployments
 * instead, which take time to become available but ask for no pods.
 *
 * @param every each so many-th is a Deployment; 0: none
 */
record Pile(String namespace, int count, int every) {

  /** A kilobyte, like most of what people keep in Git. */
  private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(20);

  /** How many of them take time. */
  int deployments() {
    return every == 0 ? 0 : (count + every - 1) / every;
  }

  private boolean isDeployment(int index) {
    return every > 0 && index % every == 0;
  }

  String path(int index) {
    return "%s/namespaces/%s/%s/%s"
        .formatted(
            isDeployment(index) ? "/apis/apps/v1" : "/api/v1",
            namespace,
            isDeployment(index) ? "deployments" : "configmaps",
            name(index));
  }

  private static String name(int index) {
    return "settings-" + index;
  }

  String json(int index) {
    var form =
        isDeployment(index)
            ? """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s","namespace":"%2$s"},"spec":{"replicas":0,\
            "selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},\
            "spec":{"containers":[{"name":"app","image":"registry.example.org/app:1.0"}]}}}}"""
            : """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"%s"},"data":{"index":"%d","text":"%s"}}""";
    return form.formatted(name(index), namespace, index, TEXT);
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
