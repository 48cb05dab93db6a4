package dev.headgate.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs programs of this machine to their end. */
final class Programs {
  private static final int LAST_LINES = 15;

  private Programs() {}

  /**
   * What it printed, output and errors.
   *
   * @throws PackagingException with its last words, if it fails or is not there
   */
  static String run(Path directory, List<String> command) {
    var result = start(directory, command, true);
    if (result.exitCode() != 0) {
      var lines = result.output().lines().toList();
      throw new PackagingException(
          "%s ended with exit code %d:%n%s"
              .formatted(
                  String.join(" ", command),
                  result.exitCode(),
                  String.join(
                      "\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))));
    }
    return result.output();
  }

  /** What it printed, without errors; nothing if it is not there or does not know. */
  static Optional<String> ask(Path directory, String... command) {
    try {
      var result = start(directory, List.of(command), false);
      return Optional.of(result)
          .filter(each -> each.exitCode() == 0)
          .map(Result::output)
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    } catch (PackagingException e) {
      return Optional.empty();
    }
  }

  private static Result start(Path directory, List<String> command, boolean withErrors) {
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("LC_ALL", "C");
    if (withErrors) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new PackagingException("Cannot run %s: %s".formatted(command.getFirst(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PackagingException("Interrupted while %s ran".formatted(command.getFirst()), e);
    }
  }

  private record Result(int exitCode, String output) {}
}
