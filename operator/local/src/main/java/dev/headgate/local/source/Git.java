package dev.headgate.local.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the {@code git} of this machine in one repository, unmoved by the configuration of its user.
 */
public record Git(Path repository) {
  private static final Map<String, String> ALONE =
      Map.of(
          "GIT_CONFIG_GLOBAL",
          "/dev/null",
          "GIT_CONFIG_NOSYSTEM",
          "1",
          "GIT_TERMINAL_PROMPT",
          "0",
          "LC_ALL",
          "C");

  /**
   * What git wrote to its standard output, without the final line break.
   *
   * @throws GitFailedException when it does not end with 0
   */
  public String run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** The same, with more in its environment. */
  public String run(Map<String, String> environment, String... arguments) {
    return new String(bytes(environment, arguments), StandardCharsets.UTF_8).stripTrailing();
  }

  /** Stores bytes as an object of the repository; returns its name. */
  String write(byte[] content) {
    var name = bytes(Map.of(), content, "hash-object", "-w", "--stdin");
    return new String(name, StandardCharsets.UTF_8).stripTrailing();
  }

  byte[] bytes(Map<String, String> environment, String... arguments) {
    return bytes(environment, new byte[0], arguments);
  }

  private byte[] bytes(Map<String, String> environment, byte[] input, String... arguments) {
    var command =
        Stream.concat(Stream.of("git", "-C", repository.toString()), Stream.of(arguments)).toList();
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(ALONE);
      builder.environment().putAll(environment);
      return output(command, builder.start(), input);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run git; is it installed?", e);
    }
  }

  private static byte[] output(List<String> command, Process git, byte[] input) throws IOException {
    try (var stdin = git.getOutputStream()) {
      stdin.write(input);
    }
    var errors = new ByteArrayOutputStream();
    var drain = Thread.ofVirtual().start(() -> transfer(git.getErrorStream(), errors));
    var output = git.getInputStream().readAllBytes();
    try {
      drain.join();
      var code = git.waitFor();
      if (code != 0) {
        throw new GitFailedException(command, errors.toString(StandardCharsets.UTF_8).strip());
      }
      return output;
    } catch (InterruptedException e) {
      git.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new GitFailedException(command, "interrupted");
    }
  }

  private static void transfer(InputStream from, ByteArrayOutputStream to) {
    try (from) {
      from.transferTo(to);
    } catch (IOException e) {
      to.writeBytes(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
  }
}
