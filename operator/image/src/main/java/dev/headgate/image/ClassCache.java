package dev.headgate.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The ahead-of-time cache: classes parsed and verified when the image is built. Which ones, a run
 * of the operator told up to a decision, and that list is kept with the sources: recording it anew
 * at each build would need a cluster, and would give another image each time.
 */
final class ClassCache {
  static final String FILE = "headgate-operator.aot";
  static final String CLASSES = "classes.txt";

  private ClassCache() {}

  /**
   * Makes it for the distribution in that folder, whose jars stay as they are from now on.
   *
   * <p>Two caches of the same classes are the same bytes only if objects come into being in the
   * same order: one thread, no compiler, and no linking of classes, whose soft references hold the
   * time of day. It also holds the path of the folder, so that has to be the same; it works in any
   * other too. Only G1 can write objects; every collector reads them.
   */
  static void create(Path home) throws IOException {
    var lib = home.resolve("lib");
    var list = home.resolve(CLASSES);
    try (InputStream classes = ClassCache.class.getResourceAsStream(CLASSES)) {
      if (classes == null) {
        throw new IllegalStateException("The list of classes is missing from the build");
      }
      Files.write(list, classes.readAllBytes());
      Programs.run(
          home,
          List.of(
              home.resolve("runtime/bin/java").toString(),
              "-Xshare:dump",
              "-Xint",
              "-XX:-UseSerialGC",
              "-XX:+UseG1GC",
              "-XX:ParallelGCThreads=1",
              "-XX:ConcGCThreads=1",
              "-Xms512m",
              "-Xmx512m",
              "-XX:SharedClassListFile=" + list,
              "-XX:SharedArchiveFile=" + lib.resolve(FILE),
              "-cp",
              lib.resolve(Jars.STARTER).toString()));
    } finally {
      Files.delete(list);
    }
  }
}
