package dev.headgate.runtime.render;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.tree.TreeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Runs a program on files that come from who knows where: in a folder of its own with these files
 * and nothing else, without an environment, without a way to a network, stopped at its limits of
 * time, memory and output.
 */
final class Confined {

  private static final int LONGEST_MESSAGE = 400;

  /** Nothing listens on the discard port, so what slips through fails at once. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private final Path workFolder;
  private final Limits.Render limits;

  Confined(Path workFolder, Limits.Render limits) {
    this.workFolder = workFolder.toAbsolutePath();
    this.limits = limits;
  }

  /**
   * What it prints.
   *
   * @param files all that it may read, by path
   * @param command what to run, given the folder that the files are in
   * @param said what may be repeated of its own words
   * @throws RefusedInputException with those words when it fails
   */
  byte[] run(
      String place,
      Map<String, TreeFile> files,
      Function<Path, List<String>> command,
      UnaryOperator<String> said) {
    try {
      Files.createDirectories(workFolder);
      var root = Files.createTempDirectory(workFolder, "build-");
      try {
        var tree = Files.createDirectory(root.resolve("tree"));
        layOut(tree, files);
        return run(place, root, command.apply(tree), said);
      } finally {
        remove(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void layOut(Path root, Map<String, TreeFile> files) throws IOException {
    for (var file : files.entrySet()) {
      var path = root.resolve(file.getKey()).normalize();
      if (!path.startsWith(root)) {
        throw new RefusedInputException(file.getKey(), "a path that leaves the tree");
      }
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue().content());
    }
  }

  private byte[] run(String place, Path root, List<String> command, UnaryOperator<String> said)
      throws IOException {
    var errors = root.resolve("errors");
    var process = start(root, command, errors);
    var memory = MemoryLimit.on(process, limits.buildMemory());
    var limit =
        CompletableFuture.delayedExecutor(limits.buildTime().toMillis(), TimeUnit.MILLISECONDS);
    var timeout = CompletableFuture.runAsync(process::destroyForcibly, limit);
    try (var out = process.getInputStream()) {
      var output = out.readNBytes(limits.buildBytes() + 1);
      if (output.length > limits.buildBytes()) {
        throw new RefusedInputException(
            place, "a build that prints more", limits.buildBytes() + " bytes");
      }
      int exit = process.waitFor();
      if (memory.isExceeded()) {
        throw new RefusedInputException(
            place, "a build that holds more memory", limits.buildMemory() + " bytes");
      }
      if (timeout.isDone()) {
        throw new RefusedInputException(
            place, "a build that takes longer", limits.buildTime().toSeconds() + " s");
      }
      if (exit != 0) {
        throw new RefusedInputException(place, said.apply(message(errors, root)));
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedInputException(place, "interrupted");
    } finally {
      timeout.cancel(false);
      process.destroyForcibly();
    }
  }

  private Process start(Path root, List<String> command, Path errors) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectError(errors.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    var environment = builder.environment();
    environment.clear();
    environment.put("HOME", root.toString());
    environment.put("TMPDIR", root.toString());
    environment.put("PATH", root.toString());
    environment.put("HTTP_PROXY", NOWHERE);
    environment.put("HTTPS_PROXY", NOWHERE);
    environment.put("GOMAXPROCS", "2");
    environment.put("GOMEMLIMIT", limits.buildMemory() * 3 / 4 + "B");
    return builder.start();
  }

  /** The first line, without our folders, and cut before anything that may quote content. */
  private static String message(Path errors, Path root) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(errors)) {
      bytes = in.readNBytes(8 * LONGEST_MESSAGE);
    }
    var line =
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .orElse("it failed without a word")
            .replace(root.resolve("tree") + "/", "")
            .replace(root.toString(), "")
            .replaceFirst("^Error: ", "");
    var safe = line.replaceFirst("[{\\[].*", "…");
    return safe.length() > LONGEST_MESSAGE ? safe.substring(0, LONGEST_MESSAGE) + "…" : safe;
  }

  private static void remove(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
