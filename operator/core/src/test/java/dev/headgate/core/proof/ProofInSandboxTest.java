package dev.headgate.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Gap;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.ProbeReport;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Run;
import dev.headgate.core.proof.Effect.CancelLease;
import dev.headgate.core.proof.Effect.LeaseSandbox;
import dev.headgate.core.proof.Effect.Prove;
import dev.headgate.core.proof.Effect.ReleaseSandbox;
import dev.headgate.core.proof.Effect.RunChecks;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows from a sandbox, and from there being none. */
class ProofInSandboxTest {

  private static final String WEB = "Deployment.apps/web/a";
  private static final String CNI = "DaemonSet.apps/kube-system/cilium";

  @Test
  void shouldPassWithGapsWhenThePlanWantsNoSandbox() {
    var world = World.risky(SandboxNeed.NEVER, WEB);

    assertThat(gaps(world.replay().verdict())).containsExactly(WEB);
  }

  @Test
  void shouldNotPassARiskyChangeOnlyBecauseThereIsNoSandbox() {
    var world = World.risky(SandboxNeed.IF_AVAILABLE, WEB, "CRD/b");

    var verdict = world.replay().verdict();

    assertThat(reason(verdict)).isEqualTo(VerdictReason.NOT_EXERCISED);
    assertThat(((Verdict.Inconclusive) verdict).message()).contains(WEB, "CRD/b");
    assertThat(((Verdict.Inconclusive) verdict).gaps())
        .anyMatch(gap -> gap.kind() == Gap.Kind.NO_SANDBOX);
  }

  @Test
  void shouldPassWithTheGapNoSandboxWhenNothingRiskyIsLeftToExercise() {
    var world = new World();
    world.need = SandboxNeed.IF_AVAILABLE;

    var outcome = world.replay();

    assertThat(outcome.verdict())
        .isInstanceOfSatisfying(
            Verdict.Passed.class,
            passed ->
                assertThat(passed.gaps())
                    .extracting(Gap::kind)
                    .containsExactly(Gap.Kind.NO_SANDBOX));
  }

  @Test
  void shouldNotAskForASandboxThatCouldTellNothing() {
    var world = World.risky(SandboxNeed.REQUIRED).beyondSandboxes(CNI);
    world.sandbox = new Sandbox.Ready(World.LEASE);

    var outcome = world.replay();

    assertThat(outcome.effects()).containsExactly(new RunChecks(World.SUBJECT));
    assertThat(gaps(outcome.verdict())).containsExactly(CNI);
  }

  @Test
  void shouldBeInconclusiveWhenTheSandboxThatThePlanDemandsIsRefused() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.sandbox = new Sandbox.Refused("quota exceeded");

    assertThat(reason(world.replay().verdict())).isEqualTo(VerdictReason.SANDBOX_UNAVAILABLE);
  }

  @Test
  void shouldLeaveAnOptionalSandboxThatIsRefusedToAnotherAttempt() {
    var world = World.risky(SandboxNeed.IF_AVAILABLE, WEB);
    world.sandbox = new Sandbox.Refused("quota exceeded");

    var verdict = (Verdict.Inconclusive) world.replay().verdict();

    assertThat(verdict.reason()).isEqualTo(VerdictReason.NOT_EXERCISED);
    assertThat(verdict.message()).isEqualTo("not exercised: %s (quota exceeded)".formatted(WEB));
    assertThat(verdict.gaps()).noneMatch(gap -> gap.kind() == Gap.Kind.NO_SANDBOX);
  }

  @Test
  void shouldStopWaitingForASandboxAtTheDeadline() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.sandbox = new Sandbox.Pending("in use");

    assertThat(world.replay().waits()).map(Decision.Wait::reason).contains("in use");

    world.now = World.START.plus(World.DEADLINE);
    var outcome = world.replay();
    assertThat(reason(outcome.verdict())).isEqualTo(VerdictReason.SANDBOX_UNAVAILABLE);
    assertThat(outcome.effects()).endsWith(new CancelLease());
  }

  @Test
  void shouldRunARiskyChangeInItsSandboxAndGiveItBack() {
    var world = World.risky(SandboxNeed.IF_AVAILABLE, WEB);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    world.run = new Run.Weighed(List.of(), List.of(), 3, List.of());

    var outcome = world.replay();

    assertThat(outcome.verdict()).isEqualTo(new Verdict.Passed(List.of()));
    assertThat(outcome.effects())
        .containsExactly(
            new RunChecks(World.SUBJECT),
            new LeaseSandbox(World.SUBJECT),
            new Prove(World.SUBJECT, World.LEASE),
            new ReleaseSandbox(World.LEASE));
  }

  @Test
  void shouldFailOnWhatTheProbesFoundAndGiveTheSandboxBack() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    world.run = new Run.Weighed(List.of(World.FINDING), List.of(), 3, List.of());

    var outcome = world.replay();

    assertThat(outcome.verdict())
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo(VerdictReason.PROBES_FAILED));
    assertThat(outcome.effects()).endsWith(new ReleaseSandbox(World.LEASE));
  }

  @Test
  void shouldNotPassWhenTheSandboxTookNothing() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    world.run = new Run.Weighed(List.of(), List.of(), 0, List.of());

    assertThat(reason(world.replay().verdict())).isEqualTo(VerdictReason.NOT_EXERCISED);
  }

  @Test
  void shouldNameWhatTheRunDidNotExercise() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB).beyondSandboxes(CNI);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    world.run = new Run.Weighed(List.of(), List.of(), 2, List.of(WEB, CNI));

    var verdict = (Verdict.Inconclusive) world.replay().verdict();

    assertThat(verdict.message()).contains(WEB).doesNotContain(CNI);
  }

  @Test
  void shouldLeaveToAnApprovalWhatNoSandboxCanTell() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB).beyondSandboxes(CNI);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    world.run = new Run.Weighed(List.of(), List.of(), 2, List.of(CNI));

    assertThat(gaps(world.replay().verdict())).containsExactly(CNI);
  }

  @Test
  void shouldNameAGapOnceAndBesideOthersOfTheSameObject() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB).beyondSandboxes(CNI);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    var other = new Gap(Gap.Kind.PLACEHOLDER, CNI, "encrypted");
    world.run = new Run.Weighed(List.of(), List.of(other), 2, List.of());
    assertThat(gaps(world.replay().verdict())).containsExactly(CNI);

    var same = new Gap(Gap.Kind.NOT_EXERCISED, CNI, "as the run says");
    world.run = new Run.Weighed(List.of(), List.of(same), 2, List.of());
    assertThat(gaps(world.replay().verdict())).containsExactly(CNI);

    var another = new Gap(Gap.Kind.NOT_EXERCISED, WEB, "as the run says");
    world.run = new Run.Weighed(List.of(), List.of(another), 2, List.of());
    assertThat(gaps(world.replay().verdict())).containsExactly(WEB, CNI);
  }

  @Test
  void shouldNotCallRiskyWhatIsLow() {
    var world = World.risky(SandboxNeed.IF_AVAILABLE);
    world.factors = List.of(new Factor("app", RiskLevel.LOW, WEB, "a minor", true));

    assertThat(gaps(world.replay().verdict())).isEmpty();
  }

  @Test
  void shouldSayOfAProbeWhyItShowedNothing() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    var reports = List.of(report("shown", "well"), report("asked", "no answer"));
    world.run = new Run.Weighed(List.of(), List.of(), 2, List.of("probe asked"), reports);

    assertThat(((Verdict.Inconclusive) world.replay().verdict()).message())
        .isEqualTo("not exercised: probe asked (no answer)");
  }

  @Test
  void shouldNameTheProbesThatNobodySawWithoutASandbox() {
    var world = World.risky(SandboxNeed.IF_AVAILABLE, WEB);
    var asked = world.assessment();
    var probe = new Probe("asked", new Question.Ready(), Probe.Rhythm.STANDARD);
    world.classification =
        Optional.of(
            new Classification.Ready(
                new Assessment(
                    asked.risk(),
                    asked.plan(),
                    asked.coverage(),
                    false,
                    List.of(),
                    List.of(probe))));

    assertThat(((Verdict.Inconclusive) world.replay().verdict()).message())
        .contains(WEB, "probe asked");
  }

  @Test
  void shouldKeepAllThatARunFoundWhenItIsToldMore() {
    var reports = List.of(report("asked", "no answer"));
    var gap = new Gap(Gap.Kind.STAND_IN, CNI, "it was played");
    var run = new Run.Weighed(List.of(World.FINDING), List.of(), 2, List.of(WEB), reports);

    assertThat(run.with(List.of(gap)))
        .isEqualTo(new Run.Weighed(List.of(World.FINDING), List.of(gap), 2, List.of(WEB), reports));
    assertThat(reports.getFirst().subject()).isEqualTo("probe asked");
  }

  private static ProbeReport report(String name, String reason) {
    return new ProbeReport(
        name, "http", ProbeReport.Result.INCONCLUSIVE, reason, "", 0, 1, List.of());
  }

  @Test
  void shouldConcludeNothingFromALostSandbox() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    world.run = new Run.Lost("it has another kube-system");

    var outcome = world.replay();

    assertThat(reason(outcome.verdict())).isEqualTo(VerdictReason.SANDBOX_LOST);
    assertThat(outcome.effects()).endsWith(new ReleaseSandbox(World.LEASE));
  }

  @Test
  void shouldEndAnUndecidedRunAtTheDeadline() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    world.run = new Run.Undecided("2 of 3 ready");

    assertThat(world.replay().waits()).map(Decision.Wait::reason).contains("2 of 3 ready");

    world.now = World.START.plus(World.DEADLINE);
    var outcome = world.replay();
    assertThat(reason(outcome.verdict())).isEqualTo(VerdictReason.DEADLINE_EXCEEDED);
    assertThat(outcome.effects()).endsWith(new ReleaseSandbox(World.LEASE));
  }

  @Test
  void shouldGiveTheSandboxBackWhenSuspendedAndStartNothing() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    world.suspended = true;

    var outcome = world.replay();

    assertThat(outcome.waits()).map(Decision.Wait::reason).contains("suspended");
    assertThat(outcome.effects()).containsExactly(new ReleaseSandbox(World.LEASE));
  }

  @Test
  void shouldGiveTheSandboxBackWhenSuperseded() {
    var world = World.risky(SandboxNeed.REQUIRED, WEB);
    world.sandbox = new Sandbox.Ready(World.LEASE);
    world.superseded = Optional.of("head equals live");

    var outcome = world.replay();

    assertThat(outcome.verdict()).isEqualTo(new Verdict.Superseded("head equals live"));
    assertThat(outcome.effects()).containsExactly(new ReleaseSandbox(World.LEASE));
  }

  private static VerdictReason reason(Verdict verdict) {
    return ((Verdict.Inconclusive) verdict).reason();
  }

  private static List<String> gaps(Verdict verdict) {
    return ((Verdict.Passed) verdict)
        .gaps().stream()
            .filter(gap -> gap.kind() == Gap.Kind.NOT_EXERCISED)
            .map(Gap::subject)
            .toList();
  }
}
