package dev.headgate.core.gate;

import dev.headgate.core.Exploration.Step;
import dev.headgate.core.gate.GateEffect.CreateChangeRequest;
import dev.headgate.core.gate.GateEffect.PinEffect;
import dev.headgate.core.gate.GateEffect.Supersede;
import dev.headgate.core.gate.GateModelState.Attempt;
import dev.headgate.core.gate.GateModelState.Outcome;
import dev.headgate.core.gate.GateModelState.Pass;
import dev.headgate.core.gate.GateModelState.Pin;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A small world around the gate machine: a branch, its ungated copy, a gated source that Flux
 * reads, proofs that take their time, and operators that read, act and write one request at a time.
 * {@link #steps} gives everything that may happen next.
 *
 * @param good commits whose proof passes; all others fail
 * @param operators active at the same time
 * @param decisions that were made before, since few of the states differ for the machine
 */
record GateModel(Set<Integer> good, int operators, Map<Look, GateDecision> decisions) {

  /** What was live at first, two commits after it, and one that nobody proves. */
  static final List<Revision> COMMITS =
      Stream.of("a", "b", "c", "e").map(GateWorld::revision).toList();

  private static final int LIVE = 0;
  private static final int NEWEST = 2;
  private static final int EVIL = 3;
  static final int NONE = -1;

  /** Long enough for a move to be overdue and for an attempt to be made again. */
  private static final int JUMP_SECONDS = 90;

  private static final Duration NOT_WATCHED = Duration.ZERO;

  /** What the machine is shown of a state. */
  private record Look(
      int seen, Pin pin, int shown, Ledger ledger, List<Attempt> attempts, int seconds) {}

  GateModel(Set<Integer> good, int operators) {
    this(good, operators, new HashMap<>());
  }

  /** Adopted, pinned, landed, and nothing new. */
  GateModelState start() {
    var nobody = IntStream.range(0, operators).mapToObj(i -> Optional.<Pass>empty()).toList();
    var ledger = GateWorld.recorded(COMMITS.get(LIVE), Why.ADOPTED);
    return new GateModelState(
        LIVE, LIVE, new Pin(LIVE, true), LIVE, ledger, ledger, List.of(), nobody, 0, LIVE, false);
  }

  List<Step<GateModelState>> steps(GateModelState state, boolean faults) {
    var steps = new ArrayList<Step<GateModelState>>();
    if (state.newest() < NEWEST) {
      steps.add(new Step<>("push", state.change(s -> s.newest++), false));
    } else {
      steps.add(new Step<>("revert", state.change(s -> s.newest = LIVE), true));
    }
    steps.addAll(others(state));
    for (int operator = 0; operator < operators; operator++) {
      steps.addAll(operator(state, operator));
      if (faults) {
        steps.addAll(operatorFaults(state, operator));
      }
    }
    if (faults) {
      steps.addAll(meddling(state));
      steps.add(new Step<>("clock jumps", state.change(s -> s.seconds += JUMP_SECONDS), true));
    }
    return steps;
  }

  /** What Flux and the proofs do by themselves. */
  List<Step<GateModelState>> others(GateModelState state) {
    var steps = new ArrayList<Step<GateModelState>>();
    if (state.seen() != state.newest()) {
      steps.add(new Step<>("head source fetches", state.change(s -> s.seen = s.newest), false));
    }
    int wanted = state.pin().commit() == NONE ? state.newest() : state.pin().commit();
    if (state.shown() != wanted) {
      steps.add(new Step<>("gated source fetches", state.change(s -> s.show(wanted)), false));
    }
    for (var attempt : state.attempts()) {
      if (attempt.outcome() == Outcome.RUNNING) {
        var truth = good.contains(attempt.commit()) ? Outcome.PASSED : Outcome.FAILED;
        steps.add(new Step<>("verdict", state.change(s -> s.judge(attempt, truth)), false));
      }
    }
    return steps;
  }

  List<Step<GateModelState>> operator(GateModelState state, int operator) {
    return state
        .passes()
        .get(operator)
        .map(pass -> new Step<>("operator does", perform(state, operator, pass), false))
        .or(() -> Optional.of(new Step<>("operator reads", read(state, operator, false), false)))
        .stream()
        .filter(step -> !step.next().equals(state))
        .toList();
  }

  private List<Step<GateModelState>> operatorFaults(GateModelState state, int operator) {
    var pass = state.passes().get(operator);
    var gone = Optional.<Pass>empty();
    return pass.map(
            value ->
                List.of(
                    new Step<>(
                        "operator dies", state.change(s -> s.passes.set(operator, gone)), true),
                    new Step<>(
                        "answer is lost",
                        perform(state, operator, value).change(s -> s.passes.set(operator, gone)),
                        true)))
        .orElseGet(() -> List.of(new Step<>("stale read", read(state, operator, true), true)));
  }

  private List<Step<GateModelState>> meddling(GateModelState state) {
    var steps = new ArrayList<Step<GateModelState>>();
    var attempts = state.attempts();
    steps.add(new Step<>("pin stolen", state.change(s -> s.meddle(new Pin(EVIL, false))), true));
    steps.add(new Step<>("pin removed", state.change(s -> s.meddle(new Pin(NONE, false))), true));
    steps.add(
        new Step<>(
            "pin taken over", state.change(s -> s.meddle(new Pin(s.pin.commit(), false))), true));
    for (var attempt : attempts) {
      var left =
          state.change(
              s -> {
                s.meddle(s.pin);
                s.attempts.remove(attempt);
              });
      steps.add(new Step<>("proof deleted", left, true));
      if (attempt.outcome() == Outcome.RUNNING) {
        steps.add(
            new Step<>("sandbox lost", state.change(s -> s.judge(attempt, Outcome.LOST)), true));
      }
    }
    return steps;
  }

  /** What would move a pin is decided on a fresh look, as the reconciler does. */
  private GateModelState read(GateModelState state, int operator, boolean stale) {
    var decision = decide(state, stale ? state.before() : state.ledger());
    var read = stale ? state.before() : state.ledger();
    if (stale && decision.effects().stream().anyMatch(PinEffect.class::isInstance)) {
      decision = decide(state, state.ledger());
      read = state.ledger();
    }
    var todo = decision.effects().stream().filter(GateModel::matters).toList();
    var pass = new Pass(todo, decision.ledger(), false, !read.equals(state.ledger()));
    return todo.isEmpty() && decision.ledger().equals(read)
        ? state
        : state.change(s -> s.passes.set(operator, Optional.of(pass)));
  }

  private static boolean matters(GateEffect effect) {
    return effect instanceof PinEffect
        || effect instanceof CreateChangeRequest
        || effect instanceof Supersede;
  }

  /** One request: the next effect, or at last the status. */
  private static GateModelState perform(GateModelState state, int operator, Pass pass) {
    var done = state.change(s -> s.passes.set(operator, Optional.empty()));
    if (pass.todo().isEmpty()) {
      return pass.statusChanged() ? done : done.change(s -> s.status(pass.status()));
    }
    var rest = List.copyOf(pass.todo().subList(1, pass.todo().size()));
    var left = new Pass(rest, pass.status(), pass.sourceChanged(), pass.statusChanged());
    var next = state.change(s -> s.passes.set(operator, Optional.of(left)));
    return switch (pass.todo().getFirst()) {
      case PinEffect pin when pass.sourceChanged() -> done; // a conflict: all is decided again
      case GateEffect.MovePin(var revision, var name, var why) ->
          pinned(next.change(s -> s.promoted = number(revision)), revision);
      case GateEffect.RepairPin(var revision) -> pinned(next, revision);
      case CreateChangeRequest(var name, var revision, var attempt) ->
          created(next, number(revision), attempt);
      case Supersede(var name, var uid, var why) -> superseded(next, name);
      case GateEffect other -> throw new IllegalStateException("not in this world: " + other);
    };
  }

  private static GateModelState pinned(GateModelState state, Revision revision) {
    return state.change(s -> s.pin(new Pin(number(revision), true)));
  }

  private static GateModelState created(GateModelState state, int commit, int number) {
    var made = new Attempt(commit, number, NONE, Outcome.RUNNING);
    return state.attempts().stream().anyMatch(a -> a.commit() == commit && a.number() == number)
        ? state
        : state.change(s -> s.attempts.add(made));
  }

  private static GateModelState superseded(GateModelState state, String name) {
    return state.attempts().stream()
        .filter(attempt -> attempt.outcome() == Outcome.RUNNING && name(attempt).equals(name))
        .findFirst()
        .map(attempt -> state.change(s -> s.judge(attempt, Outcome.SUPERSEDED)))
        .orElse(state);
  }

  GateDecision decide(GateModelState state, Ledger ledger) {
    var look =
        new Look(
            state.seen(), state.pin(), state.shown(), ledger, state.attempts(), state.seconds());
    return decisions.computeIfAbsent(look, key -> decideOn(state, ledger));
  }

  private static GateDecision decideOn(GateModelState state, Ledger ledger) {
    var world = new GateWorld();
    world.now = state.now();
    world.verification = NOT_WATCHED;
    world.pin =
        state.pin().commit() == NONE
            ? Optional.empty()
            : Optional.of(COMMITS.get(state.pin().commit()).commit());
    world.pinOwned = state.pin().owned();
    world.artifact =
        Optional.of(
            new Source.Artifact(
                COMMITS.get(state.shown()), "sha256:x", Optional.of(GateWorld.NOW)));
    world.landing =
        state.pin().commit() == NONE
            ? new Landing.None()
            : state.shown() == state.pin().commit()
                ? new Landing.Landed()
                : new Landing.Waiting("another commit");
    world.head = GateWorld.at(COMMITS.get(state.seen()));
    world.ledger = ledger;
    int live = number(ledger.live().orElseThrow().revision());
    state.attempts().forEach(attempt -> world.candidates.add(candidate(state, attempt, live)));
    return world.decide();
  }

  private static Candidate candidate(GateModelState state, Attempt attempt, int live) {
    var proof = GateWorld.proofOf(COMMITS.get(attempt.commit())).attempt(attempt.number());
    switch (attempt.outcome()) {
      case RUNNING -> {}
      case PASSED -> proof.passed();
      case FAILED -> proof.failed();
      case LOST -> proof.inconclusive(VerdictReason.SANDBOX_LOST, GateWorld.NOW);
      case SUPERSEDED -> proof.judged(new Verdict.Superseded("withdrawn"), GateWorld.NOW);
    }
    if (attempt.outcome() != Outcome.RUNNING) {
      proof.bound(
          attempt.commit() == live
              ? new Binding.Same()
              : attempt.base() == live ? new Binding.Fits() : new Binding.Stale("live moved"));
    }
    return live < attempt.commit() && attempt.commit() < state.seen()
        ? proof.containedInHead().build()
        : proof.build();
  }

  static int number(Revision revision) {
    return COMMITS.indexOf(revision);
  }

  private static String name(Attempt attempt) {
    return "cluster-%s-%d".formatted(COMMITS.get(attempt.commit()).shortCommit(), attempt.number());
  }
}
