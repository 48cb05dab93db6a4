package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.Binaries;
import dev.headgate.local.Lab;
import dev.headgate.local.Progress;
import dev.headgate.local.Tool;
import dev.headgate.local.junit.InLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One look at {@code kubectl get} answers why it is held. */
@ExtendWith(InLab.class)
class TablesIT {

  @Test
  void shouldShowLiveHeadStateAndWhatBlocksItToKubectl(Lab lab) throws IOException {
    try (var world = Gated.open(lab, "freeze: {reason: holidays}")) {
      // given
      var live = world.live().orElseThrow();
      var head = world.commitLow("two");
      world.awaitVerdict(head, "Passed");
      world.awaitThat(
          "only the freeze is left",
          () -> world.statusIs(status -> "Freeze: frozen: holidays".equals(status.blockedBy())));

      // when
      var lines = kubectl(lab, world.namespace()).lines().toList();

      // then
      assertThat(lines.getFirst().split(" {2,}"))
          .containsExactly("NAME", "LIVE", "HEAD", "STATE", "BLOCKED BY", "AGE");
      assertThat(lines.get(1).split(" {2,}"))
          .startsWith(
              Gated.GATE,
              "main@" + live.substring(0, 12),
              "main@" + head.substring(0, 12),
              "Held",
              "Freeze: frozen: holidays");
    }
  }

  private static String kubectl(Lab lab, String namespace) throws IOException {
    var process =
        new ProcessBuilder(
                Binaries.standard(Progress.silent()).path(Tool.KUBECTL).toString(),
                "--kubeconfig=" + lab.host().adminKubeconfig(),
                "get",
                "pgate",
                "--namespace=" + namespace)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
