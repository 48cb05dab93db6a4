package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.Limits;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ManifestReader;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Origin;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.core.yaml.Documents;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Test data of this package, from text. */
final class Given {

  static final Documents DOCUMENTS = new Documents(Limits.Yaml.STANDARD);

  static final Limits.Render STANDARD = Limits.Render.STANDARD;

  private Given() {}

  /** The standard limits, but for the files of a build. */
  static Limits.Render files(int most) {
    return new Limits.Render(
        STANDARD.kustomizations(),
        STANDARD.buildTime(),
        STANDARD.buildBytes(),
        STANDARD.totalTime(),
        STANDARD.totalBytes(),
        STANDARD.buildMemory(),
        most,
        STANDARD.reads(),
        STANDARD.readBytes(),
        STANDARD.objects(),
        STANDARD.builds(),
        STANDARD.cachedBuilds(),
        STANDARD.charts(),
        STANDARD.cachedCharts());
  }

  static ObjectNode object(String yaml) {
    return (ObjectNode)
        DOCUMENTS.read("test", yaml.getBytes(StandardCharsets.UTF_8)).getFirst().content();
  }

  static FluxKustomization flux(String name, String spec) {
    return FluxKustomization.of(
            object(
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %s, namespace: flux-system}
                spec: %s
                """
                    .formatted(name, spec)))
        .orElseThrow();
  }

  static Manifests manifests(String... yaml) {
    var reader = new ManifestReader(Limits.Yaml.STANDARD);
    return Manifests.of(
        Stream.of(yaml)
            .<Manifest>flatMap(
                text ->
                    reader
                        .read(new Origin("a/b", "f.yaml"), text.getBytes(StandardCharsets.UTF_8))
                        .stream())
            .toList());
  }

  /** A tree of path, content, path, content… */
  static Tree tree(String... pathsAndContents) {
    var files = new TreeMap<String, TreeFile>();
    for (int i = 0; i < pathsAndContents.length; i += 2) {
      files.put(pathsAndContents[i], TreeFile.text(pathsAndContents[i + 1]));
    }
    return Tree.of(files);
  }
}
