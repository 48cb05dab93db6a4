package dev.headgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledJvmIT {
  @TempDir private Path folder;

  @Test
  void shouldLeaveNoProcessAndNoFolderBehind() throws IOException {
    // given: what may have to be built first, which takes longer than anybody waits for a cluster
    Startup.TOOLS.forEach(Binaries.standard(Progress.onStandardError())::path);
    var note = folder.resolve("run-folder");
    var other = OtherProcess.start(ClusterStarter.class, note);
    other.awaitFile(note);
    var runFolder = Files.readString(note);
    assertThat(processesOf(runFolder)).hasSizeGreaterThanOrEqualTo(5);

    // when
    other.kill();

    // then
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(processesOf(runFolder)).isEmpty());
    RunFolder.create("next").close();
    assertThat(Path.of(runFolder)).doesNotExist();
  }

  /** Another JVM: starts a cluster, notes down where, and waits to be killed. */
  static final class ClusterStarter {
    private ClusterStarter() {}

    public static void main(String[] arguments) throws Exception {
      var note = Path.of(arguments[0]);
      try (var cluster =
          LocalCluster.start(LocalCluster.Options.named("killed"), Progress.onStandardError())) {
        var written = Files.writeString(note.resolveSibling("writing"), cluster.logs().toString());
        Files.move(written, note, StandardCopyOption.ATOMIC_MOVE);
        Thread.sleep(Duration.ofMinutes(5));
      }
    }
  }

  private static List<String> processesOf(String runFolder) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(runFolder))
        .toList();
  }
}
