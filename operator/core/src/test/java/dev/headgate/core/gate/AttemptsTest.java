package dev.headgate.core.gate;

import static dev.headgate.core.gate.GateWorld.HEAD;
import static dev.headgate.core.gate.GateWorld.LIVE;
import static dev.headgate.core.gate.GateWorld.NOW;
import static dev.headgate.core.gate.GateWorld.OLDER;
import static dev.headgate.core.gate.GateWorld.proofOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Gap;
import dev.headgate.core.gate.Approval.Action;
import dev.headgate.core.gate.GateEffect.CreateChangeRequest;
import dev.headgate.core.gate.GateEffect.EnsureHead;
import dev.headgate.core.gate.GateEffect.Supersede;
import dev.headgate.core.verdict.Verdict;
import dev.headgate.core.verdict.VerdictReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which proofs are begun, tried again and called off. */
class AttemptsTest {

  private static final String NAME = "cluster-cccccccccccc-";

  private final GateWorld world = new GateWorld();

  @Test
  void shouldBeginAProofOfANewHead() {
    assertThat(created()).containsExactly(new CreateChangeRequest(NAME + 1, HEAD, 1));
  }

  @Test
  void shouldBeginAProofThoughTheGateOnlyObserves() {
    world.enforcement = Enforcement.OBSERVE;

    assertThat(created()).hasSize(1);
  }

  @Test
  void shouldNotProveWhatIsLive() {
    world.head = GateWorld.at(LIVE);

    assertThat(created()).isEmpty();
  }

  @Test
  void shouldLeaveARunningProofAlone() {
    world.candidate(proofOf(HEAD));

    assertThat(created()).isEmpty();
  }

  @Test
  void shouldTakeTheNextNumberWhenSomebodyTookTheName() {
    world.candidate(proofOf(HEAD).bySomebodyElse().named(NAME + 1));

    assertThat(created()).containsExactly(new CreateChangeRequest(NAME + 2, HEAD, 2));
  }

  @Test
  void shouldProveAgainWhenLiveHasMovedAway() {
    world.candidate(proofOf(HEAD).passed().bound(new Binding.Stale("live moved")));

    assertThat(created()).containsExactly(new CreateChangeRequest(NAME + 2, HEAD, 2));
  }

  @Test
  void shouldNotProveOverAndOverWithoutAPause() {
    for (int n = 1; n <= 3; n++) {
      world.candidate(
          proofOf(HEAD)
              .attempt(n)
              .judged(new Verdict.Passed(List.of()), NOW)
              .bound(new Binding.Stale("live moved")));
    }

    assertThat(created()).isEmpty();
    assertThat(world.decide().wakeAt()).contains(NOW.plusSeconds(900));
  }

  @Test
  void shouldTryAgainThreeTimesByItselfWithGrowingPauses() {
    var pauses = List.of(60, 300, 900);
    for (int n = 1; n <= 3; n++) {
      world.candidate(proofOf(HEAD).attempt(n).inconclusive(VerdictReason.SANDBOX_LOST, NOW));
      var due = NOW.plusSeconds(pauses.get(n - 1));

      world.now = due.minusSeconds(1);
      assertThat(created()).isEmpty();
      assertThat(world.decide().wakeAt()).contains(due);
      assertThat(world.decide().blockers())
          .singleElement()
          .satisfies(blocker -> assertThat(blocker.until()).contains(due));

      world.now = due;
      assertThat(created()).containsExactly(new CreateChangeRequest(NAME + (n + 1), HEAD, n + 1));
    }
    world.candidate(proofOf(HEAD).attempt(4).inconclusive(VerdictReason.SANDBOX_LOST, NOW));
    world.now = NOW.plusSeconds(86_400);
    assertThat(created()).isEmpty();
  }

  @Test
  void shouldNotCountWhatSomebodyElseTried() {
    for (int n = 1; n <= 3; n++) {
      world.candidate(
          proofOf(HEAD)
              .bySomebodyElse()
              .named("other-" + n)
              .inconclusive(VerdictReason.SANDBOX_LOST, NOW));
    }
    world.candidate(proofOf(HEAD).inconclusive(VerdictReason.SANDBOX_LOST, NOW));

    assertThat(world.decide().wakeAt()).contains(NOW.plusSeconds(60));
  }

  @Test
  void shouldNotTryAgainWhatWouldGoTheSameWayWithoutASandbox() {
    world.candidate(
        proofOf(HEAD)
            .inconclusive(
                VerdictReason.NOT_EXERCISED, NOW, new Gap(Gap.Kind.NO_SANDBOX, "", "none")));
    world.now = NOW.plusSeconds(86_400);

    assertThat(created()).isEmpty();
  }

  @Test
  void shouldNotTryAgainWhatApprovalsSpeakFor() {
    world.candidate(proofOf(HEAD).inconclusive(VerdictReason.NOT_EXERCISED, NOW));
    world.now = NOW.plusSeconds(120);
    world.approval("ann", Action.APPROVE, HEAD);

    assertThat(created()).isEmpty();
  }

  @Test
  void shouldTryAFailedProofAgainOnlyOnRequest() {
    world.candidate(proofOf(HEAD).failed());
    assertThat(created()).isEmpty();

    world.candidates.clear();
    world.candidate(proofOf(HEAD).failed().retryRequested());
    assertThat(created()).containsExactly(new CreateChangeRequest(NAME + 2, HEAD, 2));
  }

  @Test
  void shouldProveAgainWhatWasCalledOffAndIsHeadOnceMore() {
    world.candidate(proofOf(HEAD).judged(new Verdict.Superseded("head equals live"), NOW));

    assertThat(created()).hasSize(1);
  }

  @Test
  void shouldCallUnfinishedProofsOffWhenTheHeadEqualsLive() {
    world.candidate(proofOf(OLDER)).candidate(proofOf(HEAD).bound(new Binding.Same()));

    assertThat(superseded()).containsExactly("cluster-bbbbbbbbbbbb-1");
  }

  @Test
  void shouldNotCallARunningProofOffBecauseOfANewerHead() {
    world.candidate(proofOf(OLDER)).candidate(proofOf(HEAD));

    assertThat(superseded()).isEmpty();
  }

  @Test
  void shouldMakeTheHeadSourceAndPutItRight() {
    world.head = new Head.Absent();
    assertThat(world.decide().effects()).contains(new EnsureHead());

    world.head = new Head.At("uid", HEAD, "sha256:head", NOW, true);
    assertThat(world.decide().effects()).contains(new EnsureHead());

    world.head = GateWorld.at(HEAD);
    assertThat(world.decide().effects()).doesNotContain(new EnsureHead());
  }

  private List<GateEffect> created() {
    return world.decide().effects().stream().filter(CreateChangeRequest.class::isInstance).toList();
  }

  private List<String> superseded() {
    return world.decide().effects().stream()
        .filter(Supersede.class::isInstance)
        .map(effect -> ((Supersede) effect).changeRequest())
        .toList();
  }
}
