package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever does not lead decides nothing, and makes room for one that can lead again. */
@ExtendWith(InLab.class)
class LeadershipIT {

  @Test
  void shouldEndWhenSomebodyElseLeadsSoThatItIsStartedAnew(Lab lab) {
    try (var world = Gated.open(lab)) {
      // when
      lease(lab)
          .edit(
              lease ->
                  new LeaseBuilder(lease)
                      .editSpec()
                      .withHolderIdentity("somebody-else")
                      .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(1))
                      .endSpec()
                      .build());

      // then
      world.awaitThat("it ends by itself", () -> !lab.operator().isRunning());
      assertThat(lab.operator().lines()).anyMatch(line -> line.contains("no longer leading"));

      // when
      var commit = world.commitLow("two");
      lease(lab).delete();
      lab.operator().restart();

      // then
      world.awaitLive(commit);
    } finally {
      lab.operator().keepRunning();
    }
  }

  private static Resource<Lease> lease(Lab lab) {
    return lab.host().client().leases().inNamespace(Lab.HEADGATE).withName("headgate");
  }
}
