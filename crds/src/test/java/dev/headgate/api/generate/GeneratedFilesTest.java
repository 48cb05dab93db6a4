package dev.headgate.api.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {

  /** Surefire runs in the module's folder. */
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void shouldBeWhatIsCommitted() throws IOException {
    for (var file : GeneratedFiles.all().entrySet()) {
      var path = ROOT.resolve(file.getKey());
      if (Boolean.getBoolean("headgate.regenerate")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      assertThat(path)
          .as("%s is stale; type: %s", file.getKey(), GeneratedFiles.REGENERATE)
          .exists()
          .hasContent(file.getValue());
    }
  }
}
