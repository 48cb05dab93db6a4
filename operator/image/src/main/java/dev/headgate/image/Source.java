package dev.headgate.image;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is packaged: the operator's jars as Maven built them, and the commit that they are of.
 *
 * @param root the repository
 * @param jars the operator's own jar first, then what it needs at run time, in the order of the
 *     class path
 * @param version of the project
 * @param revision the commit, with {@code +changes} if the working tree has some; {@code unknown}
 *     outside of a Git repository
 * @param committedAt when it was committed; the time of the image
 */
record Source(Path root, List<Path> jars, String version, String revision, Instant committedAt) {
  private static final String RUNTIME = "operator/runtime/target/";
  private static final Pattern CORE = Pattern.compile("headgate-core-(.+)\\.jar");

  /** Packaging needs jars and no tests: these are the business of {@code ./headgate test}. */
  private static final String BUILD_FIRST =
      "is not there; build it: ./headgate package does, and so does mvn -B -DskipTests package";

  Source {
    jars = List.copyOf(jars);
  }

  /** Of the repository in that folder, after its jars were built. */
  static Source of(Path root) {
    var classPath = classPath(root.resolve(RUNTIME + "classpath.txt"));
    var version = version(classPath);
    var operator = root.resolve(RUNTIME + "headgate-runtime-%s.jar".formatted(version));
    if (!Files.exists(operator)) {
      throw new PackagingException(operator + " " + BUILD_FIRST);
    }
    var jars = new ArrayList<Path>();
    jars.add(operator);
    jars.addAll(classPath);
    return new Source(root, jars, version, revision(root), committedAt(root));
  }

  /** Whether the jar is of this repository, rather than a library's. */
  static boolean isOurs(Path jar) {
    return jar.getFileName().toString().startsWith("headgate-");
  }

  private static List<Path> classPath(Path file) {
    try {
      return List.of(Files.readString(file).strip().split(File.pathSeparator)).stream()
          .map(Path::of)
          .toList();
    } catch (java.nio.file.NoSuchFileException e) {
      throw new PackagingException(file + " " + BUILD_FIRST, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(List<Path> classPath) {
    return classPath.stream()
        .map(jar -> CORE.matcher(jar.getFileName().toString()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElseThrow(
            () ->
                new PackagingException(
                    "The operator's class path names no headgate-core jar but a folder of classes;"
                        + " run Maven up to the phase package"));
  }

  private static String revision(Path root) {
    var changes = Programs.ask(root, "git", "status", "--porcelain").isPresent();
    return Programs.ask(root, "git", "rev-parse", "HEAD")
        .map(commit -> changes ? commit + "+changes" : commit)
        .orElse("unknown");
  }

  private static Instant committedAt(Path root) {
    return Programs.ask(root, "git", "show", "--no-patch", "--format=%cI", "HEAD")
        .map(time -> OffsetDateTime.parse(time).toInstant())
        .orElse(Reproducible.TIME);
  }
}
