package dev.headgate.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.runtime.pool.SandboxLeases.SandboxRef;
import org.junit.jupiter.api.Test;

class SandboxLeaseNamesTest {

  @Test
  void shouldNameTheLeaseAfterTheSecretSoThatPeopleFindIt() {
    assertThat(name("flux-system", "vcluster-dev", "value"))
        .matches("headgate-sandbox-vcluster-dev-[0-9a-f]{12}");
  }

  @Test
  void shouldNameTheSameSandboxTheSameAlways() {
    assertThat(name("flux-system", "vcluster-dev", "value"))
        .isEqualTo(name("flux-system", "vcluster-dev", "value"));
  }

  @Test
  void shouldTellSandboxesApartByNamespaceSecretAndKey() {
    assertThat(name("a", "dev", "value"))
        .isNotEqualTo(name("b", "dev", "value"))
        .isNotEqualTo(name("a", "dev", "other"))
        .isNotEqualTo(name("a", "dev2", "value"));
  }

  @Test
  void shouldNotMistakeANameWithASeparatorForTwoNames() {
    assertThat(name("a", "b.c", "d")).isNotEqualTo(name("a.b", "c", "d"));
  }

  @Test
  void shouldStayWithinWhatTheApiServerAllowsAsAName() {
    assertThat(name("n".repeat(63), "s".repeat(253), "k".repeat(253)))
        .hasSizeLessThanOrEqualTo(253);
  }

  private static String name(String namespace, String secret, String key) {
    return SandboxLeases.name(new SandboxRef(namespace, secret, key));
  }
}
