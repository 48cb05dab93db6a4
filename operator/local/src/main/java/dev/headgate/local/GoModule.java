package dev.headgate.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headgate.local.Origin.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The sources of a Go module, for files that lie beside the code. Its bytes are pinned by the
 * family's go.sum.
 */
record GoModule(ToolFamily family, String path) {
  /** Copies the files of one folder of the module, not its sub-folders, into a new folder. */
  void copyFolder(String folder, Path target) throws IOException {
    Files.createDirectory(target);
    try (var files =
        Files.newDirectoryStream(
            download(target.resolveSibling("module")).resolve(folder), Files::isRegularFile)) {
      for (var file : files) {
        Files.write(target.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
  }

  private Path download(Path work) throws IOException {
    Files.createDirectory(work);
    var wanted = "%s@v%s".formatted(path, family.version());
    return switch (GoBuild.run(family, work, List.of("mod", "download", "-json", wanted))) {
      case Outcome.Fetched() ->
          Path.of(
              new ObjectMapper().readTree(work.resolve("go.out").toFile()).path("Dir").asText());
      case Outcome.Failed(var why) ->
          throw new IOException("The Go module %s cannot be downloaded: %s".formatted(wanted, why));
    };
  }
}
