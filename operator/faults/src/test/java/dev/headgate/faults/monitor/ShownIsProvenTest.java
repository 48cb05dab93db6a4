package dev.headgate.faults.monitor;

import static dev.headgate.faults.monitor.Given.ONE;
import static dev.headgate.faults.monitor.Given.TWO;
import static dev.headgate.faults.monitor.Given.adopted;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownIsProvenTest {

  private static final Promise S1 = new ShownIsProven();

  @Test
  void shouldAcceptAPinThatFollowsAVerdict() {
    assertThat(
            adopted()
                .proof("Passed", TWO)
                .source(TWO, ONE)
                .source(TWO, TWO)
                .host(
                    "kustomizations",
                    "cluster",
                    "status: {lastAppliedRevision: 'm@sha1:%s'}".formatted(TWO))
                .violationsOf(S1))
        .isEmpty();
  }

  @Test
  void shouldComplainOfAPinBeforeItsVerdict() {
    assertThat(adopted().source(TWO, ONE).proof("Passed", TWO).violationsOf(S1))
        .singleElement()
        .asString()
        .contains("is pinned to " + TWO + ", of which no proof says that it passed");
  }

  @Test
  void shouldComplainOfAPinWhoseProofFailed() {
    assertThat(adopted().proof("Inconclusive", TWO).source(TWO, ONE).violationsOf(S1)).hasSize(1);
  }

  @Test
  void shouldComplainOfAVerdictAboutOtherChanges() {
    var about = Given.verdict("Passed", TWO).replace("sha256:expected", "sha256:other");

    assertThat(adopted().host("changerequests", "proof", about).source(TWO, ONE).violationsOf(S1))
        .hasSize(1);
  }

  @Test
  void shouldComplainOfAPinWhoseProofIsLongGone() {
    assertThat(
            adopted()
                .proof("Passed", TWO)
                .gone("changerequests", "proof")
                .source(TWO, ONE)
                .violationsOf(S1))
        .hasSize(1);
  }

  @Test
  void shouldComplainOfAPinThatSomebodyHolds() {
    assertThat(adopted().proof("Passed", TWO).says("Hold", TWO).source(TWO, ONE).violationsOf(S1))
        .singleElement()
        .asString()
        .endsWith("which somebody holds");
  }

  @Test
  void shouldForgiveAHoldThatCameWhileThePinWasOnItsWay() {
    assertThat(
            adopted()
                .proof("Passed", TWO)
                .says("Hold", TWO)
                .atOnce()
                .source(TWO, ONE)
                .violationsOf(S1))
        .isEmpty();
  }

  @Test
  void shouldComplainOfAPinThatNobodyApproved() {
    assertThat(adopted().needsApproval().proof("Passed", TWO).source(TWO, ONE).violationsOf(S1))
        .singleElement()
        .asString()
        .endsWith("which nobody approved");
    assertThat(
            adopted()
                .needsApproval()
                .proof("Passed", TWO)
                .says("Approve", TWO)
                .source(TWO, ONE)
                .violationsOf(S1))
        .isEmpty();
  }

  @Test
  void shouldComplainOfAPinWhileTheGateIsFrozen() {
    assertThat(
            adopted()
                .proof("Passed", TWO)
                .gate("spec: {freeze: {reason: holidays}}")
                .source(TWO, ONE)
                .violationsOf(S1))
        .singleElement()
        .asString()
        .endsWith("while the gate is frozen");
  }

  @Test
  void shouldComplainOfASourceThatIsNotPinnedAnyMore() {
    assertThat(adopted().source("", ONE).violationsOf(S1))
        .singleElement()
        .asString()
        .endsWith("is not pinned any more");
  }

  @Test
  void shouldComplainOfAnAdoptionThatChangesSomething() {
    assertThat(new Given().gate("{}").source("", ONE).source(TWO, ONE).violationsOf(S1))
        .anySatisfy(words -> assertThat(words).contains("at first, and shows"));
  }

  @Test
  void shouldComplainOfBytesThatNobodyPinned() {
    assertThat(adopted().source(ONE, TWO).violationsOf(S1))
        .singleElement()
        .asString()
        .endsWith("shows " + TWO + ", which it was never pinned to");
  }

  @Test
  void shouldComplainOfAFollowerThatTriesWhatNobodyPinned() {
    assertThat(
            adopted()
                .host(
                    "kustomizations",
                    "cluster",
                    "status: {lastAttemptedRevision: 'm@sha1:%s'}".formatted(TWO))
                .violationsOf(S1))
        .hasSize(1);
  }
}
