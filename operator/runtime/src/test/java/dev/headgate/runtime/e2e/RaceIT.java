package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.Folders;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pushes that race with proofs, pins and the real kustomize-controller. */
@ExtendWith(InLab.class)
class RaceIT {

  private static final int ROUNDS = 50;

  /** The pin is another field, and all the rest is the same. */
  private static final int ROUNDS_OF_OCI = 15;

  @Test
  void shouldNeverShowACommitThatNobodyApprovedHoweverPushesRace(Lab lab) {
    try (var world = Gated.open(lab)) {
      race(world, ROUNDS);
    }
  }

  @Test
  void shouldNeverShowADigestThatNobodyApprovedHoweverTagsMove(Lab lab) {
    try (var world = Gated.openOci(lab, "")) {
      race(world, ROUNDS_OF_OCI);
    }
  }

  private static void race(Gated world, int rounds) {
    try (var witness = Witness.of(world)) {
      // given
      var unapproved = new HashSet<String>();
      var last = "";

      // when: each round is two races, a High commit between two Low ones
      for (var round = 0; round < rounds; round++) {
        unapproved.add(world.commitHigh("high-" + round));
        if (round % 3 == 0) {
          world.awaitThat(
              "the gate has seen it", () -> world.statusIs(status -> status.candidate() != null));
        }
        Folders.delete(world.git().folder().resolve(".headgate"));
        last = world.commitLow("low-" + round);
        if (round % 10 == 9) {
          world.awaitLive(last);
        }
      }
      world.awaitLive(last);
      world.awaitApplied(last);

      // then
      assertThat(unapproved).hasSize(rounds);
      assertThat(witness.seen()).contains(last).doesNotContainAnyElementsOf(unapproved);
    }
  }
}
