package dev.headgate.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Coverage;
import dev.headgate.core.check.Checks;
import dev.headgate.core.probe.Run;
import dev.headgate.core.proof.Effect.ReleaseSandbox;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.verdict.Finding;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every proof, whatever the facts are. */
class ProofPromisesTest {

  private static final Verdict OLD =
      new Verdict.Inconclusive(VerdictReason.SANDBOX_LOST, "gone", List.of());

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void nothingPassesWithoutItsChecks(@ForAll("worlds") World world) {
    var outcome = world.replay();
    if (outcome.proof() instanceof Proof.Judged judged
        && judged.verdict() instanceof Verdict.Passed) {
      assertThat(world.checks).isEqualTo(new Checks.Done(List.of(), List.of()));
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void nothingRiskyPassesUntested(@ForAll("worlds") World world) {
    var outcome = world.replay();
    var untested = world.need != SandboxNeed.NEVER && !world.assessment().toExercise().isEmpty();
    if (outcome.proof() instanceof Proof.Judged judged
        && judged.verdict() instanceof Verdict.Passed
        && untested
        && !world.assessment().isHarmless()) {
      assertThat(world.run)
          .isInstanceOfSatisfying(
              Run.Weighed.class,
              weighed -> {
                assertThat(weighed.findings()).isEmpty();
                assertThat(weighed.applied()).isPositive();
                assertThat(weighed.notExercised())
                    .doesNotContainAnyElementsOf(world.assessment().toExercise());
              });
      assertThat(world.sandbox).isInstanceOf(Sandbox.Ready.class);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whoeverIsJudgedAfterALeaseGivesItBack(@ForAll("worlds") World world) {
    var outcome = world.replay();
    var leased =
        outcome.effects().stream().anyMatch(Effect.Prove.class::isInstance)
            || (calledOff(world) && world.sandbox instanceof Sandbox.Ready);
    var over = outcome.proof() instanceof Proof.Judged || world.suspended;
    if (leased && over) {
      assertThat(outcome.effects()).endsWith(new ReleaseSandbox(World.LEASE));
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aRecordedVerdictNeverChanges(@ForAll("worlds") World world) {
    world.recorded = Optional.of(OLD);
    assertThat(world.replay().verdict()).isEqualTo(OLD);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void judgedIsFinalAndTheSameFactsGiveTheSameAnswer(@ForAll("worlds") World world) {
    var first = world.replay();
    assertThat(world.replay()).isEqualTo(first);
    if (first.proof() instanceof Proof.Judged judged) {
      assertThat(ProofMachine.decide(judged, world.facts(), world.now.plusSeconds(86_400)))
          .isEqualTo(new Decision.Stop());
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void everyWaitEnds(@ForAll("worlds") World world) {
    world.replay().waits().ifPresent(wait -> assertThat(wait.until()).isAfter(world.now));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void nothingIsLeftOpenAfterTheDeadlineOnceItIsClassified(@ForAll("worlds") World world) {
    world.now = World.START.plus(World.DEADLINE);
    world.fetch = new Fetch.Ready(World.SUBJECT);
    world.suspended = false;
    assertThat(world.replay().proof()).isInstanceOf(Proof.Judged.class);
  }

  private static boolean calledOff(World world) {
    return world.recorded.isPresent() || world.superseded.isPresent() || world.suspended;
  }

  @Provide
  Arbitrary<World> worlds() {
    var things =
        Combinators.combine(
            Arbitraries.of(
                new Fetch.Pending("not ready"),
                new Fetch.Gone("gone"),
                new Fetch.Refused(List.of(World.FINDING)),
                new Fetch.Ready(World.SUBJECT),
                new Fetch.Ready(World.SUBJECT),
                new Fetch.Ready(World.SUBJECT)),
            Arbitraries.of(
                new Checks.NotRun(),
                new Checks.Unavailable("away"),
                new Checks.Done(List.of(World.FINDING), List.of()),
                new Checks.Done(List.of(), List.of())),
            Arbitraries.of(
                new Sandbox.Pending("in use"),
                new Sandbox.Refused("no"),
                new Sandbox.Unconfigured(),
                new Sandbox.Ready(World.LEASE)),
            runs(),
            Arbitraries.of(SandboxNeed.class),
            factor().list().ofMaxSize(3),
            Arbitraries.of(true, false),
            Arbitraries.of(Coverage.FULL, new Coverage(1, List.of("x"), false)));
    var rest =
        Combinators.combine(
            Arbitraries.of(false, false, false, true),
            Arbitraries.of(
                Optional.<String>empty(), Optional.<String>empty(), Optional.of("newer")),
            Arbitraries.integers().between(0, 3600));
    return things
        .as(
            (fetch, checks, sandbox, run, need, factors, nothing, coverage) -> {
              var world = new World();
              world.fetch = fetch;
              world.checks = checks;
              world.sandbox = sandbox;
              world.run = run;
              world.need = need;
              world.factors = factors;
              world.nothingChanges = nothing;
              world.coverage = coverage;
              return world;
            })
        .flatMap(
            world ->
                rest.as(
                    (suspended, superseded, seconds) -> {
                      world.suspended = suspended;
                      world.superseded = superseded;
                      world.now = World.START.plusSeconds(seconds);
                      return world;
                    }));
  }

  private static Arbitrary<Run> runs() {
    var weighed =
        Combinators.combine(
                Arbitraries.of(List.of(World.FINDING), List.<Finding>of()),
                Arbitraries.integers().between(0, 2),
                Arbitraries.of("a", "b", "c").list().ofMaxSize(2))
            .as(
                (findings, applied, not) ->
                    (Run) new Run.Weighed(findings, List.of(), applied, not));
    return Arbitraries.oneOf(
        weighed,
        Arbitraries.of(new Run.NotRun(), new Run.Undecided("1 of 2"), new Run.Lost("other uid")));
  }

  private static Arbitrary<Factor> factor() {
    return Combinators.combine(
            Arbitraries.of(RiskLevel.class),
            Arbitraries.of("a", "b", "c"),
            Arbitraries.of(true, false))
        .as((level, object, exercisable) -> new Factor("r", level, object, "why", exercisable));
  }
}
