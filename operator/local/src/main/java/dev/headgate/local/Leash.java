package dev.headgate.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes that cannot outlive this JVM, however it ends. Each runs under a small shell
 * that holds one end of a pipe from the JVM; the kernel closes the other end when the JVM is gone,
 * even by {@code kill -9}, and then the shell kills its child.
 */
public final class Leash {
  private static final String SHELL =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      child=$!
      { read -r _; kill -KILL $child; } <&3 >/dev/null 2>&1 &
      watcher=$!
      exec 3<&-
      wait $child
      code=$?
      kill -KILL $watcher 2>/dev/null
      exit $code
      """;

  private Leash() {}

  /** Starts a process whose output, both kinds, is added to one log. */
  public static Process start(
      List<String> command, Map<String, String> environment, Path directory, Path log) {
    return start(command, environment, directory, Redirect.appendTo(log.toFile()), null);
  }

  /** Starts a process whose standard output and errors go to files of their own. */
  public static Process start(
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path out,
      Path errors) {
    return start(command, environment, directory, Redirect.to(out.toFile()), errors.toFile());
  }

  private static Process start(
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Redirect out,
      @Nullable File errors) {
    var leashed =
        Stream.concat(Stream.of("/bin/sh", "-c", SHELL, "leash"), command.stream()).toList();
    var builder = new ProcessBuilder(leashed).directory(directory.toFile()).redirectOutput(out);
    if (errors == null) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(errors);
    }
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
    }
  }

  /**
   * Kills the child and waits until it is gone. Nothing of it has to be kept, so it gets no time to
   * tidy up.
   */
  public static void stop(Process process) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
