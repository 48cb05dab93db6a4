package dev.headgate.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.api.v1alpha1.SandboxTemplate;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sandbox is made of. */
class SandboxPassTest {

  private static final String ASKS = "spec: {poolRef: {name: pool}}\n";

  @Test
  void shouldBeMadeOfWhatWasWrittenDownWhateverThePoolSaysLater() {
    // given
    var pool = pool("later");

    // then
    assertThat(chart(pass(ASKS + "status: {phase: Queued}", pool))).isEqualTo("later");
    assertThat(
            chart(
                pass(
                    ASKS
                        + "status: {template: {vcluster: {chartRef: {name: written-down},"
                        + " kubernetesVersion: v1.36.0}}}",
                    pool)))
        .isEqualTo("written-down");
  }

  private static String chart(SandboxPass pass) {
    return pass.template()
        .map(SandboxTemplate::vcluster)
        .map(vcluster -> Objects.requireNonNull(vcluster).chartRef().name())
        .orElse("");
  }

  @SuppressWarnings("NullAway") // what it is made of is read from none of its parts
  private static SandboxPass pass(String sandbox, SandboxPool pool) {
    return new SandboxPass(
        Serialization.unmarshal(sandbox, ChangeSandbox.class), Optional.of(pool), null);
  }

  private static SandboxPool pool(String chart) {
    return Serialization.unmarshal(
        "spec: {template: {vcluster: {chartRef: {name: %s}, kubernetesVersion: v1.36.0}}}"
            .formatted(chart),
        SandboxPool.class);
  }
}
