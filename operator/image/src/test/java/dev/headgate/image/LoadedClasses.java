package dev.headgate.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which classes a JVM loaded, and from where.
 *
 * @param cached from the class cache
 * @param parsed from jars and the Java runtime
 */
record LoadedClasses(long cached, long parsed) {

  /** From a log that was written with {@code -Xlog:class+load}. */
  static LoadedClasses in(String log) {
    var cached = log.lines().filter(line -> line.endsWith("source: shared objects file")).count();
    var parsed =
        log.lines()
            .filter(line -> line.contains(" source: file:") || line.contains(" source: jrt:"))
            .count();
    return new LoadedClasses(cached, parsed);
  }

  long cachedPercent() {
    return 100 * cached / Math.max(1, cached + parsed);
  }

  /**
   * What {@code -XX:DumpLoadedClassList} wrote, without what differs from run to run: order,
   * numbers, and hints for linking, which is left to the JVM that starts.
   */
  static List<String> recorded(Path list) throws IOException {
    return Files.readAllLines(list).stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("@cp"))
        .map(line -> line.replaceAll(" id: [0-9]+$", ""))
        .sorted()
        .distinct()
        .toList();
  }
}
