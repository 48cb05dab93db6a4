package dev.headgate.local;

import dev.headgate.local.Origin.Outcome.Failed;
import dev.headgate.local.Origin.Outcome.Fetched;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds a tool from its Go module, every byte of which is pinned by the family's go.sum. */
final class GoBuild implements Origin {

  @Override
  public String name() {
    return "go build";
  }

  @Override
  public Outcome fetch(Tool tool, Path target) throws IOException {
    var module = Files.createDirectory(target.resolveSibling("module"));
    return run(
        tool.family(),
        module,
        List.of(
            "build",
            "-mod=readonly",
            "-trimpath",
            "-buildvcs=false",
            "-ldflags",
            tool.family().linkerFlags(),
            "-o",
            target.toString(),
            tool.goPackage()));
  }

  /**
   * Runs {@code go} among the family's go.mod and go.sum; its standard output goes to {@code
   * go.out} there.
   */
  static Outcome run(ToolFamily family, Path module, List<String> arguments) throws IOException {
    var go = findOnPath("go", System.getenv("PATH"));
    if (go == null) {
      return new Failed(
          "there is no `go` on PATH; install Go 1.26 or newer, or fill the folder yourself");
    }
    for (var file : List.of("go.mod", "go.sum")) {
      Files.writeString(
          module.resolve(file), Resources.text("tools/%s/%s".formatted(family.folder(), file)));
    }
    var errors = module.resolve("go.err");
    var command = Stream.concat(Stream.of(go.toString()), arguments.stream()).toList();
    var process =
        Leash.start(
            command,
            Map.of("CGO_ENABLED", "0", "GOFLAGS", ""),
            module,
            module.resolve("go.out"),
            errors);
    try {
      var code = process.waitFor();
      return code == 0
          ? new Fetched()
          : new Failed("exit code %d%n%s".formatted(code, Logs.end(errors)));
    } catch (InterruptedException e) {
      Leash.stop(process);
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    }
  }

  static @Nullable Path findOnPath(String program, @Nullable String path) {
    return Stream.of((path == null ? "" : path).split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
