package dev.headgate.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The part of this JDK that the operator needs, with the options that it is to run with. */
final class JavaRuntime {

  /**
   * What {@code jdeps} finds in the jars, without java.desktop and java.sql, which Jackson and
   * SnakeYAML use only if they are there, and java.compiler, which fabric8's generator uses.
   */
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.xml",
          "jdk.httpserver",
          "jdk.management",
          "jdk.unsupported");

  /**
   * For a small operator that is idle most of the time. They come before those of the environment
   * variable JAVA_TOOL_OPTIONS, so that {@code -Xmx256m} there counts.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms16m",
          "-Xmx128m",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError");

  private JavaRuntime() {}

  /**
   * Links it into that folder, which is not there yet. In a process of its own: linking twice in
   * one JVM gives two orders.
   */
  static void link(Path folder) throws IOException {
    var jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    if (!Files.isExecutable(jlink)) {
      throw new PackagingException(jlink + " is missing: this Java is no complete JDK");
    }
    Programs.run(
        Objects.requireNonNull(folder.getParent()),
        List.of(
            jlink.toString(),
            "--add-modules=" + String.join(",", MODULES),
            "--add-options=" + String.join(" ", OPTIONS),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--output=" + folder));
    leaveOnlyJava(folder.resolve("bin"));
    // Trusted is the cluster's CA and nobody else; what lies here differs from machine to machine.
    Files.deleteIfExists(folder.resolve("lib/security/cacerts"));
  }

  private static void leaveOnlyJava(Path bin) throws IOException {
    for (var program : Reproducible.walk(bin)) {
      if (Files.isRegularFile(program) && !program.endsWith("java")) {
        Files.delete(program);
      }
    }
  }
}
