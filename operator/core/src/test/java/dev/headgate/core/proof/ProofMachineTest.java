package dev.headgate.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Coverage;
import dev.headgate.core.check.Checks;
import dev.headgate.core.proof.Effect.LeaseSandbox;
import dev.headgate.core.proof.Effect.RunChecks;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProofMachineTest {

  private static final String WEB = "Deployment.apps/web/a";

  @Test
  void shouldPassAHarmlessChangeAfterItsChecksWithoutASandbox() {
    // given
    var world = new World();

    // when
    var outcome = world.replay();

    // then
    assertThat(outcome.verdict()).isEqualTo(new Verdict.Passed(List.of()));
    assertThat(outcome.effects()).containsExactly(new RunChecks(World.SUBJECT));
  }

  @Test
  void shouldWaitForBytesAsLongAsTheyMayCome() {
    var world = new World();
    world.fetch = new Fetch.Pending("the artifact is not ready");

    var outcome = world.replay();

    assertThat(outcome.proof()).isEqualTo(new Proof.Fetching());
    assertThat(outcome.waits()).map(Decision.Wait::reason).contains("the artifact is not ready");
  }

  @Test
  void shouldBeSupersededWhenItsBytesAreGone() {
    var world = new World();
    world.fetch = new Fetch.Gone("the commit left the branch");

    assertThat(world.replay().verdict())
        .isEqualTo(new Verdict.Superseded("the commit left the branch"));
  }

  @Test
  void shouldFailWhenItsContentIsRefused() {
    var world = new World();
    world.fetch = new Fetch.Refused(List.of(World.FINDING));

    assertThat(world.replay().verdict())
        .isEqualTo(
            new Verdict.Failed(VerdictReason.INVALID_CONTENT, List.of(World.FINDING), List.of()));
  }

  @Test
  void shouldFailWhenItsIntentIsBroken() {
    var world = new World();
    world.classification =
        Optional.of(
            new Classification.Refused(VerdictReason.INVALID_INTENT, List.of(World.FINDING)));

    assertThat(world.replay().verdict())
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(VerdictReason.INVALID_INTENT));
  }

  @Test
  void shouldFailWhenACheckFindsSomethingAndNeverAskForASandbox() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.checks = new Checks.Done(List.of(World.FINDING), List.of());

    var outcome = world.replay();

    assertThat(outcome.verdict())
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(VerdictReason.CHECKS_FAILED));
    assertThat(outcome.effects()).noneMatch(LeaseSandbox.class::isInstance);
  }

  @Test
  void shouldWaitForUnavailableChecksUntilExactlyTheDeadline() {
    var world = new World();
    world.checks = new Checks.Unavailable("the API server does not answer");
    world.now = World.START.plus(World.DEADLINE).minusSeconds(1);

    assertThat(world.replay().waits())
        .map(Decision.Wait::until)
        .contains(World.START.plus(World.DEADLINE));

    world.now = World.START.plus(World.DEADLINE);
    assertThat(world.replay().verdict())
        .isEqualTo(
            new Verdict.Inconclusive(
                VerdictReason.CHECKS_UNAVAILABLE, "the API server does not answer", List.of()));
  }

  @Test
  void shouldNeverPassBecauseChecksHaveNotRun() {
    var world = new World();
    world.checks = new Checks.NotRun();
    world.now = World.START.plus(World.DEADLINE);

    assertThat(reason(world.replay().verdict())).isEqualTo(VerdictReason.CHECKS_UNAVAILABLE);
  }

  @Test
  void shouldPassAtOnceWhenNothingChangesAndAllWasUnderstoodWhateverThePlanDemands() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.nothingChanges = true;

    assertThat(world.replay().verdict()).isInstanceOf(Verdict.Passed.class);
  }

  @Test
  void shouldNotPassWhenFilesDifferThatNobodyUnderstoodAndNoFactorSaysSo() {
    var world = new World();
    world.nothingChanges = true;
    world.coverage = new Coverage(1, List.of("talos/patch.yaml"), false);

    assertThat(reason(world.replay().verdict())).isEqualTo(VerdictReason.NOT_EXERCISED);
  }

  @Test
  void shouldKeepARecordedVerdictWhateverTheFactsSayNow() {
    var world = new World();
    var recorded = new Verdict.Failed(VerdictReason.CHECKS_FAILED, List.of(), List.of());
    world.recorded = Optional.of(recorded);
    world.superseded = Optional.of("head equals live");

    var outcome = world.replay();

    assertThat(outcome.verdict()).isEqualTo(recorded);
    assertThat(outcome.effects()).isEmpty();
  }

  private static VerdictReason reason(Verdict verdict) {
    return ((Verdict.Inconclusive) verdict).reason();
  }
}
