package dev.headgate.runtime.packaged;

import dev.headgate.runtime.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The operator of a distribution: it compares itself with what was built, then is {@link Main}.
 * Exit code {@value #EXCHANGED} when a part was exchanged, otherwise those of {@link Main}.
 *
 * <p>The JVM compares times and sizes of jars with those in its cache and, when they differ, goes
 * on without it. When they do not differ it runs classes of one build from the cache with classes
 * of another from the jars, and what comes of that is anybody's guess.
 */
public final class PackagedMain {

  /** Of the process, if the distribution is not the one that was built. */
  public static final int EXCHANGED = 3;

  private PackagedMain() {}

  /** The class path is the one jar in {@code lib} that names all others. */
  public static void main(String[] arguments) {
    var jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
    var faults = faults(jar.resolveSibling("..").normalize());
    if (!faults.isEmpty()) {
      faults.forEach(fault -> System.err.println("headgate-operator: " + fault));
      System.exit(EXCHANGED);
    }
    Main.main(arguments);
  }

  private static List<String> faults(Path home) {
    try {
      return Contents.read(home).faults(home);
    } catch (IOException e) {
      return List.of(
          "%s cannot be read (%s), so nobody knows what was built. Pull the image again, or build it again with ./headgate package."
              .formatted(home.resolve(Contents.FILE), e.getMessage()));
    }
  }
}
