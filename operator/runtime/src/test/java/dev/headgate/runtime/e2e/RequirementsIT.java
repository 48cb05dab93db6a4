package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person or a calendar asks for before a revision passes. */
@ExtendWith(InLab.class)
class RequirementsIT {

  @Test
  void shouldNotShowACommitWhileFrozenAndLetItThroughWhenTheFreezeIsLifted(Lab lab) {
    try (var world = Gated.open(lab, "freeze: {reason: holidays}");
        var witness = Witness.of(world)) {
      // given
      var commit = world.commitLow("two");
      world.awaitVerdict(commit, "Passed", RiskLevel.LOW);

      // when
      var held = world.awaitHeldBy(commit, "Frozen");

      // then
      assertThat(held.blockers())
          .anySatisfy(blocker -> assertThat(blocker.message()).contains("holidays"));
      assertThat(witness.seen()).contains(world.live().orElseThrow()).doesNotContain(commit);

      // when
      world.patchGate("{\"freeze\": null}");

      // then
      world.awaitLive(commit);
      world.awaitApplied(commit);
      assertThat(world.see().setting("value")).contains("two");
    }
  }

  @Test
  void shouldWaitForApprovalAndForTheSoakOfThePlanWhenAChangeIsHigh(Lab lab) {
    try (var world =
            Gated.open(
                lab, "soak: 1s\napprovals: {required: 1, users: [alice], appliesTo: [High]}");
        var witness = Witness.of(world)) {
      // given
      var commit = world.commitHigh("two");
      var proof = world.awaitVerdict(commit, "Passed", RiskLevel.HIGH);

      // when
      var held = world.awaitHeldBy(commit, "ApprovalsMissing");

      // then
      var decidedAt = Sights.decidedAt(proof).orElseThrow();
      var soakEnds = decidedAt.plus(Duration.ofMinutes(10));
      var asPeopleSayIt = soakEnds.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
      assertThat(held.blockers())
          .anySatisfy(
              blocker -> {
                assertThat(blocker.reason()).isEqualTo("Soaking");
                assertThat(blocker.message()).isEqualTo("soaks until " + asPeopleSayIt);
                assertThat(blocker.until()).isEqualTo(soakEnds);
              })
          .anySatisfy(
              blocker -> {
                assertThat(blocker.message()).isEqualTo("0 of 1 approvals");
                assertThat(blocker.clearWith()).contains("headgate approve", commit);
              });

      // when
      world.approve(commit, Crowd.ALICE);

      // then
      world.awaitThat(
          "only the soak is left",
          () ->
              world.statusIs(
                  status ->
                      status.blockers().stream()
                          .map(blocker -> blocker.reason())
                          .toList()
                          .equals(List.of("Soaking"))));
      assertThat(witness.seen()).isNotEmpty().doesNotContain(commit);
    }
  }

  @Test
  void shouldNotCountTheApprovalOfSomebodyWhoIsNotListed(Lab lab) throws InterruptedException {
    try (var world =
        Gated.open(lab, "approvals: {required: 1, users: [alice], appliesTo: [Low]}")) {
      // given
      var commit = world.commitLow("two");
      world.awaitHeldBy(commit, "ApprovalsMissing");

      // when
      world.approve(commit, Crowd.BOB);
      Gated.aWhile();

      // then
      assertThat(world.awaitHeldBy(commit, "ApprovalsMissing").blockedBy()).contains("0 of 1");

      // when
      world.approve(commit, Crowd.ALICE);

      // then
      world.awaitLive(commit);
    }
  }

  @Test
  void shouldNotTakeAnApprovalForAnotherCommit(Lab lab) throws InterruptedException {
    try (var world = Gated.open(lab, "approvals: {required: 1, appliesTo: [Low]}")) {
      // given
      var first = world.commitLow("two");
      world.awaitHeldBy(first, "ApprovalsMissing");
      var second = world.commitLow("three");
      world.awaitHeldBy(second, "ApprovalsMissing");

      // when
      world.approve(first, Crowd.ALICE);
      Gated.aWhile();

      // then
      assertThat(world.live()).isNotEqualTo(Optional.of(second));
      world.awaitHeldBy(second, "ApprovalsMissing");
    }
  }

  @Test
  void shouldHoldACommitThatAPersonHoldsUntilTheyLetGo(Lab lab) {
    try (var world = Gated.open(lab, "freeze: {reason: holidays}")) {
      // given
      var commit = world.commitLow("two");
      world.awaitHeldBy(commit, "Frozen");
      var hold = world.hold(commit, Crowd.BOB);
      world.awaitHeldBy(commit, "HeldByPerson");

      // when
      world.patchGate("{\"freeze\": null}");

      // then
      world.awaitThat(
          "only the hold is left", () -> world.statusIs(status -> status.blockers().size() == 1));
      var held = world.awaitHeldBy(commit, "HeldByPerson");
      assertThat(held.blockedBy()).contains("bob", "because the test says so");
      assertThat(held.blockers().getFirst().clearWith()).contains("kubectl delete", hold);

      // when
      world.crowd().deleteApproval(hold);

      // then
      world.awaitLive(commit);
    }
  }

  @Test
  void shouldHoldABrokenIntentDocumentAndNameItsFileAndField(Lab lab) {
    try (var world = Gated.open(lab);
        var witness = Witness.of(world)) {
      // when
      var commit =
          world.commit(
              "a wish that nobody understands",
              Map.of(
                  "apps/settings.yaml",
                  Gated.app("two"),
                  ".headgate/wish.yaml",
                  Yaml.intent("High").replace("atLeast", "atleast")));

      // then
      var proof = world.awaitVerdict(commit, "Failed");
      assertThat(proof.getStatus().why()).contains(".headgate/wish.yaml", "spec.risk.atleast");
      world.awaitHeldBy(commit, "ProofFailed");
      assertThat(witness.seen()).isNotEmpty().doesNotContain(commit);
    }
  }
}
