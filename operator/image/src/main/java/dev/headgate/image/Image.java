package dev.headgate.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is in the image and how it is started: a distribution in {@value #HOME}, on as little else
 * as it needs.
 *
 * @param layers from what changes least to what changes most
 * @param version the tag that the chart asks for
 */
record Image(
    List<Layer> layers,
    List<String> entrypoint,
    Map<String, String> environment,
    Map<String, String> labels,
    String version,
    Instant created) {

  /** The image's name before it is pushed anywhere, as in the chart's values. */
  static final String NAME = "headgate";

  static final String HOME = "opt/headgate";

  /** Where the chart looks for it. */
  static final String KUSTOMIZE = "usr/local/bin/kustomize";

  static final String HELM = "usr/local/bin/helm";

  static Image of(Source source, Distribution distribution, BaseSystem base) throws IOException {
    var home = "/" + HOME + "/";
    return new Image(
        layers(distribution, base),
        List.of(
            home + "runtime/bin/java",
            "-XX:AOTCache=" + home + Distribution.CACHE,
            "-jar",
            home + Distribution.MAIN_JAR),
        Map.of(
            "PATH",
            "/usr/local/bin",
            // Names of files in trees are UTF-8.
            "LANG",
            "C.UTF-8",
            "HEADGATE_KUSTOMIZE",
            "/" + KUSTOMIZE,
            "HEADGATE_HELM",
            "/" + HELM),
        labels(source, distribution, base),
        source.version(),
        source.committedAt());
  }

  private static List<Layer> layers(Distribution distribution, BaseSystem base) throws IOException {
    var rest = files(distribution.home());
    rest.remove(Distribution.STARTER); // a script, and there is no shell
    var kustomize = rest.remove(Distribution.KUSTOMIZE);
    var helm = rest.remove(Distribution.HELM);
    return List.of(
        new Layer("the C library and what it reads", base.files()),
        new Layer("the Java runtime", take(rest, path -> path.startsWith("runtime/"))),
        new Layer("kustomize and helm", new TreeMap<>(Map.of(KUSTOMIZE, kustomize, HELM, helm))),
        new Layer("the operator's libraries", take(rest, Image::isLibrary)),
        new Layer("the operator and its class cache", take(rest, path -> true)));
  }

  private static boolean isLibrary(String path) {
    return path.endsWith(".jar") && !Source.isOurs(Path.of(path));
  }

  private static SortedMap<String, Path> files(Path home) throws IOException {
    var files = new TreeMap<String, Path>();
    for (var file : Reproducible.walk(home)) {
      if (Files.isRegularFile(file)) {
        files.put(home.relativize(file).toString(), file);
      }
    }
    return files;
  }

  private static SortedMap<String, Path> take(
      SortedMap<String, Path> files, Predicate<String> wanted) {
    var taken = new TreeMap<String, Path>();
    files
        .entrySet()
        .removeIf(
            file -> {
              if (wanted.test(file.getKey())) {
                taken.put(HOME + "/" + file.getKey(), file.getValue());
                return true;
              }
              return false;
            });
    return taken;
  }

  private static Map<String, String> labels(
      Source source, Distribution distribution, BaseSystem base) {
    return Map.of(
        "org.opencontainers.image.title", NAME,
        "org.opencontainers.image.description",
            "Decides which revision of main a Flux cluster may see.",
        "org.opencontainers.image.licenses", "Apache-2.0",
        "org.opencontainers.image.version", source.version(),
        "org.opencontainers.image.revision", source.revision(),
        "org.opencontainers.image.created", source.committedAt().toString(),
        "dev.headgate.build", distribution.contents().build(),
        "dev.headgate.packages", String.join(", ", base.packages()));
  }
}
