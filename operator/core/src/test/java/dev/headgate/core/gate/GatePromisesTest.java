package dev.headgate.core.gate;

import static dev.headgate.core.gate.PromotionTest.pinEffects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.gate.GateEffect.MovePin;
import dev.headgate.core.gate.GateEffect.RepairPin;
import dev.headgate.core.gate.GateWorld.CandidateBuilder;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The promises of a gate, over random facts. A failing seed is printed and can be replayed. */
class GatePromisesTest {

  private static final int TRIES = 2_000;

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void onlyWhatIsProvenAndUnblockedOrBypassedIsLetThrough(@ForAll long seed) {
    var world = world(seed);
    for (var effect : pinEffects(world.decide())) {
      if (effect instanceof MovePin(var revision, var name, var why)) {
        assertThat(isBypassed(world, revision) || isProven(world, revision)).isTrue();
        assertThat(why).isEqualTo(name.isPresent() ? Why.VERDICT : Why.BYPASS);
      }
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void whatIsRecordedAsLiveWasProvenBypassedOrAdopted(@ForAll long seed) {
    var world = world(seed);
    var ledger = world.decide().ledger();
    var before = world.ledger;
    ledger
        .inFlight()
        .filter(
            move -> !before.inFlight().map(InFlight::revision).equals(Optional.of(move.revision())))
        .map(InFlight::revision)
        .ifPresent(
            revision ->
                assertThat(
                        before.knows(revision)
                            || isBypassed(world, revision)
                            || isProven(world, revision)
                            || ledger.live().orElseThrow().why() == Why.ADOPTED)
                    .isTrue());
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void unknownReadsAsClosed(@ForAll long seed) {
    var world = world(seed);
    world.approvals.removeIf(approval -> approval.action() == Action.BYPASS);
    world.candidates.replaceAll(c -> with(c, new Binding.Unknown("no bytes")));
    assertThat(pinEffects(world.decide())).noneMatch(MovePin.class::isInstance);
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void withoutTheGuardNothingIsMovedButBack(@ForAll long seed) {
    var world = world(seed);
    world.guard = new Guard.Missing(List.of("headgate-guard"));
    assertThat(pinEffects(world.decide()))
        .allSatisfy(effect -> assertThat(effect).isInstanceOf(RepairPin.class));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void anObservingGateTouchesNoPin(@ForAll long seed) {
    var world = world(seed);
    world.enforcement = Enforcement.OBSERVE;
    assertThat(pinEffects(world.decide())).isEmpty();
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void aPinThatNobodyLetThroughIsPutBackAtOnce(@ForAll long seed) {
    var world = world(seed);
    world.enforcement = Enforcement.PIN;
    world.otherSource = Optional.empty();
    world.rivals = List.of();
    world.ledger = GateWorld.recorded(GateWorld.LIVE, Why.VERDICT);
    world.pin = Optional.of(GateWorld.EVIL.commit());
    if (!isBypassed(world, GateWorld.EVIL)) {
      assertThat(pinEffects(world.decide())).containsExactly(new RepairPin(GateWorld.LIVE));
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void theSameFactsGiveTheSameDecisionAndNobodySleepsForeverInFlight(@ForAll long seed) {
    var decision = world(seed).decide();
    assertThat(world(seed).decide()).isEqualTo(decision);
    if (decision.ledger().inFlight().isPresent() && decision.state() != GateState.STALLED) {
      assertThat(decision.wakeAt()).isPresent();
    }
    decision.wakeAt().ifPresent(at -> assertThat(at).isAfterOrEqualTo(GateWorld.NOW));
  }

  /** Said once more, in other words than the code says it. */
  private static boolean isProven(GateWorld world, Revision revision) {
    return world.candidates.stream()
        .filter(c -> c.revision().sameCommit(revision))
        .filter(c -> c.binding() instanceof Binding.Same || c.binding() instanceof Binding.Fits)
        .filter(c -> c.isPassed() || (isNotExercised(c) && approvals(world, revision) > 0))
        .filter(c -> c.risk().isPresent() && c.plan().isPresent())
        .filter(c -> c.plan().get().approvals() <= approvals(world, revision))
        .filter(
            c -> {
              var since = c.judgement().get().decidedAt();
              return !since.plus(c.plan().get().soak()).isAfter(world.now);
            })
        .anyMatch(c -> world.freeze.isEmpty() && !isHeld(world, revision));
  }

  private static boolean isNotExercised(Candidate candidate) {
    return candidate
        .verdict()
        .filter(
            verdict ->
                verdict instanceof Verdict.Inconclusive(var reason, var message, var gaps)
                    && reason == VerdictReason.NOT_EXERCISED)
        .isPresent();
  }

  private static long approvals(GateWorld world, Revision revision) {
    return said(world, Action.APPROVE, revision);
  }

  private static boolean isHeld(GateWorld world, Revision revision) {
    return said(world, Action.HOLD, revision) > 0;
  }

  private static boolean isBypassed(GateWorld world, Revision revision) {
    return said(world, Action.BYPASS, revision) > 0;
  }

  private static long said(GateWorld world, Action action, Revision revision) {
    return world.approvals.stream()
        .filter(a -> a.action() == action && a.revision().sameCommit(revision))
        .filter(a -> a.expiresAt().orElse(world.now).isAfter(world.now))
        .map(Approval::user)
        .distinct()
        .count();
  }

  private static Candidate with(Candidate c, Binding binding) {
    return new Candidate(
        c.changeRequest(),
        c.uid(),
        c.revision(),
        c.attempt(),
        c.createdAt(),
        c.madeByGate(),
        c.judgement(),
        c.risk(),
        c.plan(),
        binding,
        c.containedInHead(),
        c.obstacle(),
        c.retryRequested());
  }

  /** Mostly healthy, so that something is let through often enough to be worth checking. */
  private static GateWorld world(long seed) {
    var dice = new Random(seed);
    var world = new GateWorld();
    var revisions = List.of(GateWorld.LIVE, GateWorld.OLDER, GateWorld.HEAD);
    world.enforcement = rarely(dice) ? Enforcement.OBSERVE : Enforcement.PIN;
    world.guard = rarely(dice) ? new Guard.Missing(List.of("guard")) : new Guard.Present();
    world.freeze =
        rarely(dice) ? Optional.of(new Freeze(Optional.empty(), "holidays")) : Optional.empty();
    world.rivals = rarely(dice) ? List.of("other") : List.of();
    world.pinOwned = !rarely(dice);
    world.head =
        rarely(dice)
            ? new Head.NotFetched("uid", "refused", false)
            : GateWorld.at(one(dice, revisions));
    world.landing =
        one(
            dice,
            List.of(
                new Landing.Landed(),
                new Landing.Landed(),
                new Landing.Waiting("other"),
                new Landing.WrongBytes("sha256:x"),
                new Landing.None()));
    world.ledger = ledger(dice, revisions);
    world.pin =
        rarely(dice)
            ? Optional.empty()
            : Optional.of(
                rarely(dice)
                    ? GateWorld.EVIL.commit()
                    : world.ledger.target().orElse(GateWorld.LIVE).commit());
    if (dice.nextInt(4) == 0) {
      world.pin = Optional.of(one(dice, revisions).commit());
    }
    for (var revision : revisions) {
      for (int attempt = 1; attempt <= dice.nextInt(3); attempt++) {
        world.candidate(proof(dice, revision).attempt(attempt));
      }
      if (rarely(dice)) {
        world.candidate(proof(dice, revision).bySomebodyElse());
      }
      for (var action : Action.values()) {
        if (dice.nextInt(action == Action.APPROVE ? 2 : 8) == 0) {
          var at = world.now.plusSeconds(dice.nextInt(100) - 20);
          world.approval("user-" + dice.nextInt(3), action, revision, Optional.of(at));
        }
      }
    }
    return world;
  }

  private static Ledger ledger(Random dice, List<Revision> revisions) {
    if (rarely(dice)) {
      return Ledger.EMPTY;
    }
    var live = GateWorld.recorded(GateWorld.LIVE, one(dice, List.of(Why.values())));
    return dice.nextInt(3) == 0
        ? live.moving(
            GateWorld.inFlight(
                one(dice, revisions), GateWorld.NOW.minusSeconds(dice.nextInt(120)), 1))
        : live;
  }

  private static CandidateBuilder proof(Random dice, Revision revision) {
    var proof = GateWorld.proofOf(revision);
    var at = GateWorld.NOW.minusSeconds(dice.nextInt(1200));
    switch (dice.nextInt(8)) {
      case 0 -> {}
      case 1 -> proof.failed();
      case 2 -> proof.inconclusive(VerdictReason.NOT_EXERCISED, at);
      case 3 -> proof.inconclusive(VerdictReason.SANDBOX_LOST, at);
      default -> proof.judged(new Verdict.Passed(List.of()), at);
    }
    var soak = Duration.ofMinutes(dice.nextInt(15));
    switch (dice.nextInt(4)) {
      case 0 -> proof.high(soak, dice.nextInt(3));
      case 1 -> proof.risk(RiskLevel.MEDIUM, GateWorld.plan(RiskLevel.MEDIUM, soak, 0));
      case 2 -> proof.risk(RiskLevel.LOW, GateWorld.plan(RiskLevel.LOW, Duration.ZERO, 0));
      default -> {
        if (rarely(dice)) {
          proof.unrated();
        }
      }
    }
    proof.bound(
        one(
            dice,
            List.of(
                new Binding.Fits(),
                new Binding.Fits(),
                new Binding.Fits(),
                new Binding.Same(),
                new Binding.Unknown("no bytes"),
                new Binding.Stale("live moved"),
                new Binding.Forged("other files"))));
    if (dice.nextBoolean()) {
      proof.containedInHead();
    }
    return rarely(dice) ? proof.retryRequested() : proof;
  }

  private static boolean rarely(Random dice) {
    return dice.nextInt(12) == 0;
  }

  private static <T> T one(Random dice, List<? extends T> things) {
    return things.get(dice.nextInt(things.size()));
  }
}
