package dev.headgate.runtime.apply;

import static dev.headgate.runtime.Trial.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Manifests;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.Trial;
import dev.headgate.runtime.rest.ServedKinds;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is sent is what costs, so every request is accounted for. */
@ExtendWith(RealClusters.class)
class RequestCountIT {

  @Test
  void shouldSendOneRequestForEachObjectAndAFewForAll(
      @SandboxCluster LocalCluster sandbox, @SandboxCluster TestNamespace namespace)
      throws Exception {
    try (var trial = Trial.on(sandbox)) {
      // given
      var thousand = maps(namespace, 0, 1_000, "red");
      var oneChanged = maps(namespace, 0, 1_000, "red", 700);
      var fiveHundred = maps(namespace, 0, 500, "red");
      trial.requests().take();

      // when
      var applier = trial.applier(thousand);

      // then: the namespace of the inventories, and one chunk of keys
      assertThat(trial.requests().takeCounts()).isEqualTo(Map.of("PATCH", 2));

      // when
      var first = done(applier.apply(thousand, ApplyReport.NOTHING));

      // then: two of discovery, and a list of namespaces and of ConfigMaps
      assertThat(first.applied()).hasSize(1_000);
      assertThat(trial.requests().takeCounts()).isEqualTo(Map.of("PATCH", 1_000, "GET", 4));

      // when
      var again = done(applier.apply(thousand, first));

      // then
      assertThat(again).isEqualTo(first);
      assertThat(trial.requests().takeCounts()).isEmpty();

      // when
      var changed = done(applier.apply(oneChanged, again));

      // then
      assertThat(trial.requests().takeCounts()).isEqualTo(Map.of("PATCH", 1, "GET", 2));

      // when
      var fewer = done(applier.apply(fiveHundred, changed));

      // then
      assertThat(fewer.applied()).hasSize(500);
      assertThat(fewer.pruned()).hasSize(500);
      assertThat(trial.requests().takeCounts()).isEqualTo(Map.of("DELETE", 500));

      // when
      assertThat(trial.clean(Duration.ofSeconds(60))).isEqualTo(new Cleaner.Result.Clean());

      // then
      assertThat(trial.requests().takeCounts())
          .isEqualTo(Map.of("DELETE", 501, "GET", gets(trial)));
    }
  }

  /**
   * Discovery and a list of every kind (in pages of 250) to find the objects; a list of their kind
   * to see them gone; discovery, every kind and the inventory's kinds to see that nothing is left,
   * labelled or not; the inventory itself, to read and to delete it.
   */
  private static int gets(Trial trial) throws InterruptedException {
    var kinds =
        ((ServedKinds.Discovered.Known) ServedKinds.discover(trial.sandbox().server())).kinds();
    var listable =
        (int) kinds.preferred().stream().filter(kind -> kind.can("list", "delete")).count();
    trial.requests().take();
    return (2 + listable + 1) + 1 + (2 + listable + 1 + 2) + 1;
  }

  private static Manifests maps(TestNamespace namespace, int from, int to, String value) {
    return maps(namespace, from, to, value, -1);
  }

  private static Manifests maps(
      TestNamespace namespace, int from, int to, String value, int otherwise) {
    return Given.manifests(
        IntStream.range(from, to)
            .mapToObj(
                i ->
                    """
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: map-%04d, namespace: %s}
                    data: {value: %s}
                    """
                        .formatted(i, namespace.name(), i == otherwise ? "other" : value))
            .collect(Collectors.joining()));
  }
}
