package dev.headgate.image;

import dev.headgate.local.Binaries;
import dev.headgate.local.Tool;
import dev.headgate.runtime.packaged.Contents;
import dev.headgate.runtime.packaged.Contents.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder from which the operator runs, wherever it lies.
 *
 * @param home {@code bin} (the starter, kustomize and helm), {@code lib} (jars and class cache),
 *     {@code runtime} (Java) and {@value Contents#FILE}
 * @param contents what it was built of
 */
record Distribution(Path home, Contents contents) {
  static final String STARTER = "bin/headgate-operator";
  static final String KUSTOMIZE = "bin/kustomize";
  static final String HELM = "bin/helm";
  static final String CACHE = "lib/" + ClassCache.FILE;
  static final String MAIN_JAR = "lib/" + Jars.STARTER;

  private static final String SCRIPT =
      """
      #!/bin/sh
      # Starts the operator from this folder; --help says what it wants to be told.
      home=$(cd "$(dirname "$0")/.." && pwd)
      HEADGATE_KUSTOMIZE=${HEADGATE_KUSTOMIZE:-$home/%s}
      HEADGATE_HELM=${HEADGATE_HELM:-$home/%s}
      LC_ALL=C.UTF-8
      export HEADGATE_KUSTOMIZE HEADGATE_HELM LC_ALL
      exec "$home/runtime/bin/java" "-XX:AOTCache=$home/%s" -jar "$home/%s" "$@"
      """
          .formatted(KUSTOMIZE, HELM, CACHE, MAIN_JAR);

  /** Builds it in that folder, which is not there yet. */
  static Distribution build(Source source, Path home, Steps steps) throws IOException {
    var lib = home.resolve("lib");
    steps.run("copying the operator's jars", () -> Jars.copy(source.jars(), lib));
    steps.run("linking the Java runtime", () -> JavaRuntime.link(home.resolve("runtime")));
    steps.run("adding kustomize and helm", () -> addPrograms(home, steps));
    Files.copy(source.root().resolve("LICENSE"), home.resolve("LICENSE"));
    Reproducible.setTimes(home);
    steps.run("loading classes ahead of time", () -> ClassCache.create(home));
    var contents = contents(home);
    contents.write(home);
    Reproducible.setTimes(home);
    return new Distribution(home, contents);
  }

  private static void addPrograms(Path home, Steps steps) throws IOException {
    var bin = Files.createDirectories(home.resolve("bin"));
    var binaries = Binaries.standard(steps.progress());
    Files.copy(binaries.path(Tool.KUSTOMIZE), home.resolve(KUSTOMIZE));
    Files.copy(binaries.path(Tool.HELM), home.resolve(HELM));
    var script = Files.writeString(bin.resolve("headgate-operator"), SCRIPT);
    for (var program : List.of(home.resolve(KUSTOMIZE), home.resolve(HELM), script)) {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** The build is named by all that is here; what has to fit the class cache is compared later. */
  private static Contents contents(Path home) throws IOException {
    var parts = new ArrayList<Part>();
    var build = Reproducible.sha256();
    for (var file : Reproducible.walk(home)) {
      if (Files.isRegularFile(file)) {
        var path = home.relativize(file).toString();
        build.update(
            "%s %s\n".formatted(Reproducible.digest(file), path).getBytes(StandardCharsets.UTF_8));
        if (path.startsWith("lib/") || path.equals("runtime/lib/modules")) {
          parts.add(Part.of(home, path));
        }
      }
    }
    return new Contents(Reproducible.name(build), parts);
  }
}
