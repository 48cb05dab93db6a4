package dev.headgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.faults.plan.Action;
import dev.headgate.faults.plan.Fault;
import dev.headgate.faults.plan.Match;
import dev.headgate.faults.plan.Plan;
import dev.headgate.faults.plan.Story;
import dev.headgate.faults.world.Stage;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A sample of all the trouble that there is; all of it with {@code -Dheadgate.faults=long}, or by
 * {@code ./headgate faults --long}. A plan that breaks a promise is left in {@code
 * target/violations}.
 */
@ExtendWith(InLab.class)
class FaultsIT {

  private static final Path VIOLATIONS = Path.of("target", "violations");

  @Test
  void shouldKeepAllPromisesWhateverGoesWrong(Lab lab) throws Exception {
    try (var stage = Stage.in(lab)) {
      // given
      var suite = new Suite(stage);
      var plans =
          "long".equals(System.getProperty("headgate.faults")) ? suite.all() : suite.sample();
      var tally = new Tally(plans.size(), VIOLATIONS);

      // when
      for (var plan : plans) {
        tally.add(suite.run(plan));
      }

      // then
      assertThat(tally.isKept()).describedAs(tally.summary()).isTrue();
      assertThat(plans).hasSizeGreaterThan(10);

      // given
      var planted =
          Plan.of(
              "planted-delete-without-uid",
              "planted",
              Story.ROUTINE,
              Fault.at(new Match("host", "DELETE", null, null, null), 1, Action.STRIP_UID));

      // when
      var outcome = suite.run(planted);

      // then
      assertThat(outcome.violations())
          .singleElement()
          .asString()
          .startsWith("S5 a delete without a UID: ")
          .contains("DELETE gitrepositories/cluster-head");
    }
  }
}
