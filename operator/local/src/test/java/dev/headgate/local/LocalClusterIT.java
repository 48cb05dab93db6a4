package dev.headgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalClusterIT {
  @Test
  void shouldStart() {
    for (int i = 0; i < 3; i++) {
      var began = System.nanoTime();
      try (var cluster =
          LocalCluster.start(LocalCluster.Options.named("one"), Progress.onStandardError())) {
        System.err.println("started in " + (System.nanoTime() - began) / 1_000_000);
        assertThat(cluster.client().nodes().list().getItems()).hasSize(1);
      }
    }
  }
}
