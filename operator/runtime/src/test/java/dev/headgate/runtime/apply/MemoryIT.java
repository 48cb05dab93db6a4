package dev.headgate.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.junit.TestNamespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However many objects there are, few bodies and answers are in memory at a time. */
@ExtendWith(RealClusters.class)
class MemoryIT {

  @Test
  void shouldApplyTenThousandObjectsWithLessMemoryThanTheirBodiesNeed(
      @SandboxCluster LocalCluster sandbox, @SandboxCluster TestNamespace namespace)
      throws Exception {
    // given
    var change = UUID.randomUUID().toString();

    // when
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                TenThousand.class.getName(),
                sandbox.adminKubeconfig().toString(),
                namespace.name(),
                change)
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    // then
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("applied 10000, rejected 0, gaps 0, again the same");
    forget(sandbox, change);
  }

  /** The objects go with their namespace; whoever comes next must not think that they stay. */
  private static void forget(LocalCluster sandbox, String change) {
    sandbox
        .client()
        .configMaps()
        .inNamespace("headgate-sandbox")
        .withLabel("headgate.dev/inventory-of", change)
        .delete();
  }
}
