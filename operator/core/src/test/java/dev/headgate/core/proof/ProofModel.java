package dev.headgate.core.proof;

import dev.headgate.core.Exploration.Step;
import dev.headgate.core.check.Checks;
import dev.headgate.core.probe.Run;
import dev.headgate.core.risk.Plan.SandboxNeed;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A small world around the proof machine: two risky changes, one sandbox, and an operator that
 * forgets everything when it dies. {@link #steps} gives everything that may happen next.
 *
 * @param good changes that work in the sandbox
 */
record ProofModel(Set<Integer> good) {

  static final int NOBODY = -1;
  private static final int CHANGES = 2;

  /** What the operator remembers of work that it began. */
  enum Work {
    NOT_BEGUN,
    RUNNING,
    WELL,
    BADLY,
    LOST
  }

  /**
   * One change.
   *
   * @param verdict stored; it is never taken back
   * @param ran the sandbox has shown that it works, for the promises only
   * @param pass of the operator over it, between two requests
   */
  record Change(
      Work checks,
      Work run,
      Optional<Verdict> verdict,
      boolean superseded,
      boolean ran,
      Optional<Pass> pass) {

    static final Change NEW =
        new Change(
            Work.NOT_BEGUN, Work.NOT_BEGUN, Optional.empty(), false, false, Optional.empty());

    Change checks(Work done) {
      return new Change(done, run, verdict, superseded, ran, pass);
    }

    Change run(Work done) {
      return new Change(checks, done, verdict, superseded, ran || done == Work.WELL, pass);
    }

    Change pass(Optional<Pass> next) {
      return new Change(checks, run, verdict, superseded, ran, next);
    }

    Change judged(Verdict said) {
      return new Change(
          checks, run, verdict.or(() -> Optional.of(said)), superseded, ran, Optional.empty());
    }

    Change called() {
      return new Change(checks, run, verdict, true, ran, pass);
    }

    Change forgotten() {
      return new Change(Work.NOT_BEGUN, Work.NOT_BEGUN, verdict, superseded, ran, Optional.empty());
    }
  }

  /** Where the operator is, and what it has to do before it decides again. */
  record Pass(Proof proof, List<Effect> todo) {}

  /**
   * Everything.
   *
   * @param holder of the sandbox's lease
   * @param objectsOf whose objects are in the sandbox
   * @param late the deadline of every proof is over
   */
  record State(List<Change> changes, int holder, int objectsOf, boolean late) {

    State with(int number, Change change) {
      var all = new ArrayList<>(changes);
      all.set(number, change);
      return new State(List.copyOf(all), holder, objectsOf, late);
    }

    State sandbox(int newHolder, int newObjectsOf) {
      return new State(changes, newHolder, newObjectsOf, late);
    }

    State dead() {
      return new State(changes.stream().map(Change::forgotten).toList(), holder, objectsOf, late);
    }
  }

  State start() {
    return new State(List.of(Change.NEW, Change.NEW), NOBODY, NOBODY, false);
  }

  List<Step<State>> steps(State state, boolean faults) {
    var steps = new ArrayList<Step<State>>();
    for (int number = 0; number < CHANGES; number++) {
      var change = state.changes.get(number);
      steps.addAll(outcomes(state, number));
      operator(state, number).ifPresent(next -> steps.add(new Step<>("operator", next, false)));
      if (faults && change.verdict.isEmpty()) {
        steps.add(new Step<>("superseded", state.with(number, change.called()), true));
      }
      if (faults && change.run == Work.RUNNING) {
        steps.add(new Step<>("sandbox lost", state.with(number, change.run(Work.LOST)), true));
      }
    }
    if (faults) {
      steps.add(new Step<>("operator dies", state.dead(), true));
      var late = new State(state.changes, state.holder, state.objectsOf, true);
      steps.add(new Step<>("deadline", late, true));
    }
    return steps;
  }

  /** What work that was begun comes to. */
  List<Step<State>> outcomes(State state, int number) {
    var steps = new ArrayList<Step<State>>();
    var change = state.changes.get(number);
    if (change.checks == Work.RUNNING) {
      steps.add(new Step<>("checked", state.with(number, change.checks(Work.WELL)), false));
    }
    if (change.run == Work.RUNNING) {
      var truth = good.contains(number) ? Work.WELL : Work.BADLY;
      steps.add(new Step<>("ran", state.with(number, change.run(truth)), false));
    }
    return steps;
  }

  /** The operator's next request about a change; empty when nothing would come of it. */
  Optional<State> operator(State state, int number) {
    var change = state.changes.get(number);
    var pass = change.pass.orElseGet(() -> new Pass(new Proof.Fetching(), List.of()));
    if (!pass.todo.isEmpty()) {
      var rest = new Pass(pass.proof, pass.todo.subList(1, pass.todo.size()));
      var next = state.with(number, change.pass(Optional.of(rest)));
      return Optional.of(perform(next, number, pass.todo.getFirst()));
    }
    var next =
        switch (ProofMachine.decide(pass.proof, facts(state, number), now(state))) {
          case Decision.Advance(var proof, var todo) ->
              state.with(number, change.pass(Optional.of(new Pass(proof, todo))));
          case Decision.Wait wait -> state.with(number, change.pass(Optional.empty()));
          case Decision.Stop() ->
              state.with(number, change.judged(((Proof.Judged) pass.proof).verdict()));
        };
    return Optional.of(next).filter(moved -> !moved.equals(state));
  }

  private static State perform(State state, int number, Effect effect) {
    var change = state.changes.get(number);
    return switch (effect) {
      case Effect.RunChecks checks ->
          change.checks == Work.NOT_BEGUN ? state.with(number, change.checks(Work.RUNNING)) : state;
      case Effect.LeaseSandbox lease when state.holder == NOBODY ->
          state.sandbox(number, state.objectsOf);
      case Effect.LeaseSandbox lease -> state;
      case Effect.CancelLease() -> state;
      case Effect.Prove prove when change.run == Work.NOT_BEGUN && state.holder == number ->
          state.with(number, change.run(Work.RUNNING)).sandbox(number, number);
      case Effect.Prove prove -> state;
      case Effect.ReleaseSandbox release when state.holder == number ->
          state.with(number, change.run(stopped(change.run))).sandbox(NOBODY, NOBODY);
      case Effect.ReleaseSandbox release -> state;
    };
  }

  /** A run whose sandbox is given back is stopped first. */
  private static Work stopped(Work run) {
    return run == Work.RUNNING ? Work.NOT_BEGUN : run;
  }

  private static ProofFacts facts(State state, int number) {
    var change = state.changes.get(number);
    var world = World.risky(SandboxNeed.REQUIRED, "a");
    world.recorded = change.verdict;
    world.superseded = change.superseded ? Optional.of("nobody asks") : Optional.empty();
    world.checks =
        change.checks == Work.WELL ? new Checks.Done(List.of(), List.of()) : new Checks.NotRun();
    world.sandbox =
        state.holder == number
            ? new Sandbox.Ready(World.LEASE)
            : new Sandbox.Pending("in use by another");
    world.run =
        switch (change.run) {
          case NOT_BEGUN -> new Run.NotRun();
          case RUNNING -> new Run.Undecided("0 of 1");
          case WELL -> new Run.Weighed(List.of(), List.of(), 1, List.of());
          case BADLY -> new Run.Weighed(List.of(World.FINDING), List.of(), 1, List.of());
          case LOST -> new Run.Lost("it is another cluster");
        };
    return world.facts();
  }

  private static Instant now(State state) {
    return state.late ? World.START.plus(World.DEADLINE) : World.START.plusSeconds(10);
  }

  /** Faults have stopped: work ends, and the operator does what it has to do. */
  State turn(State from) {
    var state = from;
    for (int number = 0; number < CHANGES; number++) {
      for (var due = outcomes(state, number); !due.isEmpty(); due = outcomes(state, number)) {
        state = due.getFirst().next();
      }
      for (int requests = 0; requests < 20; requests++) {
        state = operator(state, number).orElse(state);
      }
    }
    return state;
  }
}
