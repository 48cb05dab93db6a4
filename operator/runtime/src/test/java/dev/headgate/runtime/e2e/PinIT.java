package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.Origin;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever happens to the pin, it ends where the gate says, and people are told. */
@ExtendWith(InLab.class)
class PinIT {

  private static final String FROZEN = "freeze: {reason: holidays}";
  private static final String UNFREEZE = "{\"freeze\": null}";

  @Test
  void shouldPutRightAndReportAPinThatAnAdminMoved(Lab lab) {
    try (var world = Gated.open(lab, FROZEN)) {
      // given
      var live = world.live().orElseThrow();
      var other = world.commitLow("two");
      world.awaitHeldBy(other, "Frozen");

      // when
      pin(world, other);

      // then
      world.awaitThat("somebody is told", () -> world.see().announced().contains("ForeignPin"));
      world.awaitLive(live);
      world.awaitApplied(live);
      assertThat(world.see().pin()).contains(live);
      world.awaitHeldBy(other, "Frozen");
      world.awaitCondition("Bypassed", "False", "NotBypassed");
    }
  }

  /**
   * What is there after kustomize-controller has dropped the second A of a fast A, B, A: the source
   * shows A, and objects and status of the follower are of B. When it drops it cannot be arranged.
   */
  @Test
  void shouldAskAFollowerThatStaysAtWhatIsNotLive(Lab lab) {
    try (var world = Gated.open(lab, FROZEN)) {
      // given
      var live = world.live().orElseThrow();
      var other = world.commitLow("two");
      world.awaitHeldBy(other, "Frozen");

      // when
      world.apply(
          Gated.app("two")
              .replace("name: settings", "name: settings, namespace: " + world.namespace()));
      world
          .crowd()
          .patchRootStatus(
              "{\"lastAttemptedRevision\":\"%1$s\",\"lastAppliedRevision\":\"%1$s\"}"
                  .formatted(Gated.revision(other)));
      assertThat(world.see().setting("value")).contains("two");

      // then
      world.awaitApplied(live);
      assertThat(world.see().setting("value")).contains("one");
      assertThat(
              world
                  .see()
                  .kustomization(Gated.ROOT)
                  .flatMap(root -> root.annotation("reconcile.fluxcd.io/requestedAt")))
          .hasValueSatisfying(
              token -> assertThat(token).startsWith("headgate-" + live.substring(0, 12) + "-1-"));
      world.awaitThat("it is announced", () -> world.see().announced().contains("UnprovenApplied"));
      world.awaitThat(
          "nobody lags behind",
          () ->
              world.statusIs(
                  status ->
                      status.conditions().stream()
                          .filter(condition -> condition.type().equals("Landed"))
                          .allMatch(condition -> condition.message().endsWith("is served"))));
    }
  }

  private static void pin(Gated world, String commit) {
    world
        .crowd()
        .patchSource(Gated.SOURCE, "{\"spec\":{\"ref\":{\"commit\":\"%s\"}}}".formatted(commit));
  }

  @Test
  void shouldPutBackAPinThatSomebodyRemoved(Lab lab) {
    try (var world = Gated.open(lab, FROZEN)) {
      // given
      var live = world.live().orElseThrow();
      var other = world.commitLow("two");
      world.awaitHeldBy(other, "Frozen");

      // when
      world.crowd().patchSource(Gated.SOURCE, "{\"spec\":{\"ref\":{\"commit\":null}}}");

      // then
      world.awaitThat("somebody is told", () -> world.see().announced().contains("ForeignPin"));
      world.awaitThat("the pin is back", () -> world.see().pin().filter(live::equals).isPresent());
      world.awaitLive(live);
      world.awaitHeldBy(other, "Frozen");
    }
  }

  @Test
  void shouldLetAnUnprovenCommitThroughLoudlyWhenAValidBypassNamesIt(Lab lab) {
    try (var world = Gated.open(lab)) {
      // given
      var commit = world.commitHigh("two");
      world.awaitHeldBy(commit, "ApprovalsMissing");

      // when
      world.bypass(commit, Crowd.BYPASSER);

      // then
      world.awaitLive(commit);
      world.awaitApplied(commit);
      world.awaitState(GateState.BYPASSED);
      world.awaitCondition("Bypassed", "True", "BypassApproved");
      assertThat(world.see().announced()).contains("Bypassed");
      assertThat(world.gate().history().getFirst().by()).isEqualTo(Origin.BYPASS);
    }
  }

  @Test
  void shouldReportOtherBytesThanWereProvenAndNotBeOpen(Lab lab) throws Exception {
    try (var world = Gated.open(lab, FROZEN)) {
      // given
      var first = world.git().head();
      var commit = world.commitLow("two");
      world.awaitHeldBy(commit, "Frozen");
      var otherBytes = archive(world, first);
      world.faults().publish(honest -> otherBytes);

      // when
      world.patchGate(UNFREEZE);

      // then
      world.awaitCondition("Landed", "False", "WrongBytes");
      assertThat(world.gate().state()).isNotEqualTo(GateState.OPEN);
      assertThat(world.see().announced()).contains("WrongBytes");

      // when
      world.faults().clear();

      // then
      world.awaitLive(commit);
      world.awaitState(GateState.OPEN);
    }
  }

  @Test
  void shouldAskTheSourceAgainWhenItsArtifactDoesNotFollowThePin(Lab lab) {
    try (var world = Gated.open(lab, FROZEN)) {
      // given
      var before = world.live();
      var commit = world.commitLow("two");
      world.awaitHeldBy(commit, "Frozen");
      world.crowd().patchSource(Gated.SOURCE, "{\"spec\":{\"suspend\":true}}");

      // when
      world.patchGate(UNFREEZE);

      // then
      world.awaitThat(
          "it was asked twice",
          () -> world.statusIs(status -> status.pin() != null && status.pin().nudges() >= 2));
      assertThat(
              world
                  .see()
                  .source(Gated.SOURCE)
                  .flatMap(source -> source.annotation("reconcile.fluxcd.io/requestedAt")))
          .hasValueSatisfying(token -> assertThat(token).contains(commit.substring(0, 12)));
      assertThat(world.live()).isEqualTo(before);
      world.awaitCondition("Landed", "False", "MoveInFlight");

      // when
      world.crowd().patchSource(Gated.SOURCE, "{\"spec\":{\"suspend\":null}}");

      // then
      world.awaitLive(commit);
    }
  }

  private static byte[] archive(Gated world, String commit) throws Exception {
    var git =
        new ProcessBuilder("git", "archive", "--format=tar.gz", commit)
            .directory(world.git().folder().toFile())
            .start();
    return git.getInputStream().readAllBytes();
  }
}
