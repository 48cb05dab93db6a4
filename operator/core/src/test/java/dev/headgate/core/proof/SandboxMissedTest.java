package dev.headgate.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Gap;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever asks to see all of a change run has seen nothing when its sandbox is not to be had. */
class SandboxMissedTest {

  private final World world = World.risky(SandboxNeed.IF_AVAILABLE, "");

  @Test
  void shouldNotPassWhenTheSandboxIsRefused() {
    world.sandbox = new Sandbox.Refused("quota exceeded");

    assertThat(world.replay().verdict()).isEqualTo(notExercised("quota exceeded"));
  }

  @Test
  void shouldNotPassWhenTheSandboxDoesNotCome() {
    world.sandbox = new Sandbox.Pending("does not answer");
    world.now = World.START.plus(World.DEADLINE);

    assertThat(world.replay().verdict())
        .isEqualTo(notExercised("none came in time: does not answer"));
  }

  @Test
  void shouldNameWhatIsRiskyOfItselfToo() {
    var both = World.risky(SandboxNeed.IF_AVAILABLE, "", "CRD/b");
    both.sandbox = new Sandbox.Refused("quota exceeded");

    assertThat(both.replay().verdict().toString())
        .contains("not exercised: the change as a whole, CRD/b (quota exceeded)");
  }

  @Test
  void shouldLeaveItToApprovalsWhenTheGateHasNoSandbox() {
    world.sandbox = new Sandbox.Unconfigured();

    assertThat(world.replay().verdict()).isInstanceOf(Verdict.Passed.class);
  }

  private static Verdict notExercised(String why) {
    return new Verdict.Inconclusive(
        VerdictReason.NOT_EXERCISED,
        "not exercised: the change as a whole (%s)".formatted(why),
        List.of(new Gap(Gap.Kind.NOT_EXERCISED, "", "no sandbox has shown whether it works")));
  }
}
