package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.Origin;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gate comes, and a gate goes. */
@ExtendWith(InLab.class)
class AdoptionIT {

  @Test
  void shouldPinWhatIsLiveAndChangeNothingElse(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of())) {
      // given
      var live = world.git().head();
      var before = world.see().source(Gated.SOURCE).orElseThrow();

      // when
      world.createGate("");
      world.awaitState(GateState.OPEN);

      // then
      var after = world.see().source(Gated.SOURCE).orElseThrow();
      assertThat(world.see().pin()).contains(live);
      assertThat(after.artifact()).isEqualTo(before.artifact());
      assertThat(after.text("/spec/ref/branch")).contains("main");
      assertThat(after.owners("/f:spec/f:ref/f:commit")).containsExactly("headgate");
      assertThat(world.see().applied()).contains(live);
      assertThat(world.requests()).isEmpty();
      assertThat(world.gate().history())
          .singleElement()
          .satisfies(entry -> assertThat(entry.by()).isEqualTo(Origin.ADOPTED));
      world.awaitCondition("Ready", "True", "Enforcing");
    }
  }
}
