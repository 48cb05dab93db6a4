package dev.headgate.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A second JVM with the class path of this one. */
record OtherProcess(Process process) {
  static OtherProcess start(Class<?> main, Path... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    return new OtherProcess(
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start());
  }

  void awaitFile(Path file) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Files.exists(file) || !process.isAlive());
    if (!Files.exists(file)) {
      throw new IllegalStateException("The other JVM ended with " + process.exitValue());
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
  }
}
