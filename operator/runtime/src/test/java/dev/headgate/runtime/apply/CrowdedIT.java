package dev.headgate.runtime.apply;

import static dev.headgate.runtime.Trial.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.LocalCluster;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.SandboxCluster;
import dev.headgate.local.junit.TestNamespace;
import dev.headgate.runtime.Given;
import dev.headgate.runtime.Things;
import dev.headgate.runtime.Trial;
import dev.headgate.runtime.rest.ApiServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An API server that has too much to do is asked for less at a time, and for all of it. */
@ExtendWith(RealClusters.class)
class CrowdedIT {

  private static final int OBJECTS = 300;

  @Test
  void shouldSlowDownForAServerThatTurnsItAwayAndLoseNothing(
      @SandboxCluster LocalCluster sandbox, @SandboxCluster TestNamespace in) throws Exception {
    // given
    var wanted =
        Given.manifests(
            IntStream.range(0, OBJECTS)
                .mapToObj(
                    n -> Things.configMap(in.name(), "n", "x").replace("settings", "map-" + n))
                .collect(Collectors.joining()));
    try (var account = NarrowAccount.on(sandbox, in.name());
        var trial = Trial.on(sandbox, account.kubeconfig())) {
      var atFirst = ApiServer.of(trial.admin()).requestsAtATime();

      // when
      var report = done(trial.applier(wanted).apply(wanted, ApplyReport.NOTHING));

      // then: what RequestCountIT accounts for, one look whose cluster it is, and the repetitions
      var turnedAway = account.turnedAway();
      assertThat(turnedAway).isPositive();
      assertThat(trial.requests().take()).hasSize(OBJECTS + 2 + 4 + 1 + turnedAway);
      assertThat(trial.sandbox().server().requestsAtATime()).isLessThan(atFirst);
      assertThat(report.applied()).hasSize(OBJECTS);
      assertThat(report.rejected()).isEmpty();
      assertThat(report.gaps()).isEmpty();
      assertThat(
              sandbox
                  .client()
                  .configMaps()
                  .inNamespace(in.name())
                  .withLabel("headgate.dev/change")
                  .list()
                  .getItems())
          .hasSize(OBJECTS);
    }
  }
}
