package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.LIVE;
import static dev.headgate.core.gate.GateWorld.NOW;
import static dev.headgate.core.gate.GateWorld.plan;
import static dev.headgate.core.gate.GateWorld.proofOf;
import static dev.headgate.core.gate.PromotionTest.pinEffects;
import static dev.headgate.core.gate.PromotionTest.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Gap;
import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.risk.Factor;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds a revision, until when, and how it is cleared. */
class RequirementsTest {

  private static final String SHA = HEAD.commit();

  private final GateWorld world = new GateWorld();

  @Test
  void shouldReadLikeTheSpecification() {
    assertThat(Requirements.REQUIREMENTS).hasSize(7);
  }

  @Test
  void shouldHoldAFailedProofAndSayHowToTryAgain() {
    world.candidate(proofOf(HEAD).failed());

    var blocker = only(world.decide());

    assertThat(blocker.reason()).isEqualTo(BlockerReason.PROOF_FAILED);
    assertThat(blocker.clearWith())
        .contains(
            "kubectl annotate chg -n flux-system cluster-cccccccccccc-1"
                + " reconcile.fluxcd.io/requestedAt=now --overwrite");
  }

  @Test
  void shouldSayWhatKeepsARevisionFromBeingProven() {
    world.candidate(proofOf(HEAD).kept("the API server did not answer"));

    assertThat(only(world.decide()).message())
        .isEqualTo(
            HEAD + " is being proven by cluster-cccccccccccc-1: the API server did not answer");
  }

  @Test
  void shouldHoldWhatCouldNotBeTold() {
    world.candidate(proofOf(HEAD).inconclusive(VerdictReason.SANDBOX_LOST, NOW));

    assertThat(reasons(world.decide())).containsExactly(BlockerReason.PROOF_INCONCLUSIVE);
  }

  @Test
  void shouldHoldAPassedProofOfWhichNobodyKnowsTheRisk() {
    world.candidate(proofOf(HEAD).passed().unrated());

    assertThat(reasons(world.decide())).containsExactly(BlockerReason.RISK_UNKNOWN);
  }

  @Test
  void shouldHoldAPassedProofThatIsNotKnownToFitLive() {
    world.candidate(proofOf(HEAD).passed().bound(new Binding.Unknown("no bytes")));

    assertThat(reasons(world.decide())).containsExactly(BlockerReason.PROOF_UNBOUND);
  }

  @Test
  void shouldHoldAPassedProofThatLiveHasMovedAwayFrom() {
    world.candidate(proofOf(HEAD).passed().bound(new Binding.Stale("live moved")));

    assertThat(reasons(world.decide())).containsExactly(BlockerReason.PROOF_STALE);
  }

  @Test
  void shouldLetApprovalsSpeakForWhatCouldNotBeExercised() {
    world.candidate(proofOf(HEAD).medium().inconclusive(VerdictReason.NOT_EXERCISED, NOW));

    var blocker = only(world.decide());
    assertThat(blocker.reason()).isEqualTo(BlockerReason.NOT_EXERCISED);
    assertThat(blocker.clearWith())
        .contains("headgate approve cluster --revision %s -n flux-system".formatted(SHA));

    world.approval("ann", Action.APPROVE, HEAD);
    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldTellPeopleTheSecondAtWhichSoakingIsOver() {
    var decidedAt = NOW.minusSeconds(60).minusNanos(1);
    world.candidate(
        proofOf(HEAD)
            .high(Duration.ofMinutes(10), 0)
            .judged(new Verdict.Passed(List.of()), decidedAt));

    assertThat(only(world.decide()).message()).isEqualTo("soaks until " + NOW.plusSeconds(540));
  }

  @Test
  void shouldNotLetApprovalsSpeakForAProofThatDoesNotFit() {
    world.candidate(
        proofOf(HEAD)
            .medium()
            .inconclusive(VerdictReason.NOT_EXERCISED, NOW)
            .bound(new Binding.Forged("other files")));
    world.approval("ann", Action.APPROVE, HEAD);

    assertThat(reasons(world.decide())).containsExactly(BlockerReason.PROOF_FORGED);
  }

  @Test
  void shouldHoldARevisionThatAPersonHoldsEvenWhenItIsLow() {
    world.candidate(proofOf(HEAD).passed());
    world.approval("ann", Action.HOLD, HEAD);

    var blocker = only(world.decide());

    assertThat(blocker.reason()).isEqualTo(BlockerReason.HELD_BY_PERSON);
    assertThat(blocker.until()).contains(NOW.plusSeconds(3600));
    assertThat(blocker.clearWith())
        .contains("kubectl delete changeapproval -n flux-system ann-says");
  }

  @Test
  void shouldHoldEverythingWhileThereIsAnApprovalThatCannotBeRead() {
    world.candidate(proofOf(HEAD).passed());
    world.approvals.add(Approval.unreadable("odd", NOW));

    var blocker = only(world.decide());

    assertThat(blocker.reason()).isEqualTo(BlockerReason.APPROVAL_UNREADABLE);
    assertThat(blocker.message()).contains("ChangeApproval odd", "may be a hold");
    assertThat(blocker.clearWith()).contains("kubectl delete changeapproval -n flux-system odd");
  }

  @Test
  void shouldHoldEvenLowWhileFrozenAndWakeWhenTheFreezeEnds() {
    var until = NOW.plusSeconds(500);
    world.candidate(proofOf(HEAD).passed());
    world.freeze = Optional.of(new Freeze(Optional.of(until), "holidays"));

    var decision = world.decide();
    assertThat(only(decision).reason()).isEqualTo(BlockerReason.FROZEN);
    assertThat(decision.wakeAt()).contains(until);

    world.now = until;
    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldAskForTheLargerOfTheGatesAndThePlansApprovals() {
    world.candidate(proofOf(HEAD).passed().high(Duration.ZERO, 2));
    world.approvers = new Approvers(1, List.of(), List.of(), List.of());
    world.approval("ann", Action.APPROVE, HEAD);

    assertThat(only(world.decide()).message()).isEqualTo("1 of 2 approvals");

    world.approval("bob", Action.APPROVE, HEAD);
    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldCountAPersonOnceAndOnlyTheRightOnes() {
    world.candidate(proofOf(HEAD).passed().medium());
    world.approvers = new Approvers(2, List.of("ann", "bob"), List.of(), List.of());
    world.approval("ann", Action.APPROVE, HEAD).approval("ann", Action.APPROVE, HEAD);
    world.approval("eve", Action.APPROVE, HEAD);

    assertThat(only(world.decide()).message()).isEqualTo("1 of 2 approvals");
  }

  @Test
  void shouldNotCountApprovalsOfAnotherRevisionOrThatHaveExpired() {
    world.candidate(proofOf(HEAD).passed().high(Duration.ZERO, 1));
    world.approval("ann", Action.APPROVE, LIVE);
    world.approval("bob", Action.APPROVE, HEAD, Optional.of(NOW));

    assertThat(reasons(world.decide())).containsExactly(BlockerReason.APPROVALS_MISSING);
  }

  @Test
  void shouldAskForAnApprovalWhereNoSandboxCanTell() {
    var cni = new Factor("cni", RiskLevel.MEDIUM, "DaemonSet/cilium", "a node matter", false);
    world.candidate(
        proofOf(HEAD)
            .passed()
            .risk(RiskLevel.MEDIUM, plan(RiskLevel.MEDIUM, Duration.ZERO, 0), cni));

    assertThat(reasons(world.decide())).containsExactly(BlockerReason.APPROVALS_MISSING);
  }

  @Test
  void shouldAskNobodyWhereASandboxCanTellOrNothingIsRisky() {
    var seen = new Factor("crd", RiskLevel.MEDIUM, "CRD/a", "scary", true);
    var unseen = new Factor("app", RiskLevel.LOW, "DaemonSet/b", "a node matter", false);
    world.candidate(
        proofOf(HEAD)
            .passed()
            .risk(RiskLevel.MEDIUM, plan(RiskLevel.MEDIUM, Duration.ZERO, 0), seen, unseen));

    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldKeepToThePlanOfARiskThatTheGateDoesNotName() {
    world.candidate(proofOf(HEAD).passed().high(Duration.ZERO, 2));
    world.approvers = new Approvers(3, List.of(), List.of(), List.of(RiskLevel.LOW));

    assertThat(only(world.decide()).message()).isEqualTo("0 of 2 approvals");
  }

  @Test
  void shouldKeepToThePlanOfLowOnlyWhereTheGateNamesIt() {
    world.candidate(
        proofOf(HEAD).passed().risk(RiskLevel.LOW, plan(RiskLevel.LOW, Duration.ZERO, 2)));
    assertThat(pinEffects(world.decide())).hasSize(1);

    world.approvers = new Approvers(1, List.of(), List.of(), List.of(RiskLevel.LOW));
    assertThat(only(world.decide()).message()).isEqualTo("0 of 2 approvals");
  }

  @Test
  void shouldAskAboutAGapOfAKindThatTheGateNamesWhateverTheRiskIs() {
    var gap = new Gap(Gap.Kind.PLACEHOLDER, "Deployment.apps/shop/web", "it ran on placeholders");
    world.candidate(proofOf(HEAD).judged(new Verdict.Passed(List.of(gap)), NOW));
    world.approvers = askingAbout(Gap.Kind.STAND_IN);
    assertThat(pinEffects(world.decide())).hasSize(1);

    world.approvers = askingAbout(Gap.Kind.STAND_IN, Gap.Kind.PLACEHOLDER);
    assertThat(only(world.decide()).message()).isEqualTo("0 of 1 approvals");

    world.approval("ann", Action.APPROVE, HEAD);
    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  private static Approvers askingAbout(Gap.Kind... kinds) {
    return new Approvers(0, List.of(), List.of(), List.of(), Set.of(kinds));
  }

  @Test
  void shouldAskNobodyAboutLowUnlessTheGateNamesIt() {
    world.candidate(proofOf(HEAD).passed());
    world.approvers = new Approvers(1, List.of(), List.of(), List.of());
    assertThat(pinEffects(world.decide())).hasSize(1);

    world.approvers = new Approvers(1, List.of(), List.of(), List.of(RiskLevel.LOW));
    assertThat(reasons(world.decide())).containsExactly(BlockerReason.APPROVALS_MISSING);
  }

  @Test
  void shouldSoakFromTheVerdictForTheLargerOfTheGatesAndThePlansTime() {
    var decidedAt = NOW.minusSeconds(60);
    world.minSoak = Duration.ofMinutes(5);
    world.candidate(
        proofOf(HEAD)
            .high(Duration.ofMinutes(10), 0)
            .judged(new Verdict.Passed(List.of()), decidedAt));

    var decision = world.decide();
    assertThat(only(decision).reason()).isEqualTo(BlockerReason.SOAKING);
    assertThat(decision.wakeAt()).contains(decidedAt.plusSeconds(600));
    assertThat(only(decision).message()).isEqualTo("soaks until " + decidedAt.plusSeconds(600));

    world.now = decidedAt.plusSeconds(600);
    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldNotSoakLow() {
    world.minSoak = Duration.ofHours(1);
    world.candidate(proofOf(HEAD).passed());

    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldNotComeBackByItselfToARevisionThatAPersonLeftByABypass() {
    world.ledger =
        GateWorld.recorded(HEAD, Why.VERDICT)
            .recording(new Recorded(LIVE, Optional.empty(), Why.BYPASS, NOW.minusSeconds(120)));
    world.candidate(proofOf(HEAD).passed());

    var decision = world.decide();
    assertThat(only(decision).reason()).isEqualTo(BlockerReason.LEFT_BY_BYPASS);
    assertThat(decision.state()).isEqualTo(GateState.BYPASSED);

    world.approval("ann", Action.APPROVE, HEAD);
    assertThat(pinEffects(world.decide())).hasSize(1);
  }

  @Test
  void shouldKeepSinceWhenTheSameBlockerWasThereBefore() {
    world.candidate(proofOf(HEAD).failed());
    var first = only(world.decide());
    world.previous = new Previous(Optional.of(GateState.HELD), List.of(first), Optional.empty());
    world.now = NOW.plusSeconds(60);

    assertThat(only(world.decide()).since()).isEqualTo(NOW);
  }

  @Test
  void shouldPutNothingIntoACommandThatAShellWouldReadOtherwise() {
    var evil = new Revision("main@sha1:$(reboot)");
    world.head = new Head.At("uid", evil, "sha256:x", Instant.EPOCH, false);
    world.candidate(proofOf(evil).passed().high(Duration.ZERO, 1).named("a;reboot"));
    assertThat(only(world.decide()).clearWith()).isEmpty();

    world.candidates.clear();
    world.candidate(proofOf(evil).failed().named("a;reboot"));
    assertThat(only(world.decide()).clearWith()).isEmpty();
  }

  private static Blocker only(GateDecision decision) {
    assertThat(decision.blockers()).hasSize(1);
    return decision.blockers().getFirst();
  }
}
