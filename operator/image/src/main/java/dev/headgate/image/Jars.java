package dev.headgate.image;

import dev.headgate.runtime.packaged.PackagedMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * The jars in {@code lib}, and one more, {@value #STARTER}, that has nothing but a manifest with
 * the main class and the class path: relative to itself, so that the folder can lie anywhere, and
 * in a fixed order, which a class cache needs.
 */
final class Jars {
  static final String STARTER = "headgate-operator.jar";

  private Jars() {}

  static void copy(List<Path> jars, Path lib) throws IOException {
    Files.createDirectories(lib);
    for (var jar : jars) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
    }
    writeStarter(jars, lib.resolve(STARTER));
  }

  private static void writeStarter(List<Path> jars, Path starter) throws IOException {
    var manifest = new Manifest();
    var main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, PackagedMain.class.getName());
    main.put(
        Attributes.Name.CLASS_PATH,
        jars.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(" ")));
    try (var out = new JarOutputStream(Files.newOutputStream(starter))) {
      var entry = new ZipEntry(JarFile.MANIFEST_NAME);
      entry.setTimeLocal(
          java.time.LocalDateTime.ofInstant(Reproducible.TIME, java.time.ZoneOffset.UTC));
      out.putNextEntry(entry);
      manifest.write(out);
      out.closeEntry();
    }
  }
}
