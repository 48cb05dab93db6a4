package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.Origin;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gate comes, and a gate goes. */
@ExtendWith(InLab.class)
class AdoptionIT {

  @Test
  void shouldPinWhatIsLiveAndChangeNothingElse(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of())) {
      // given
      var live = world.git().head();
      var before = world.see().source(Gated.SOURCE).orElseThrow();

      // when
      world.createGate("");
      world.awaitState(GateState.OPEN);

      // then
      var after = world.see().source(Gated.SOURCE).orElseThrow();
      assertThat(world.see().pin()).contains(live);
      assertThat(after.artifact()).isEqualTo(before.artifact());
      assertThat(after.text("/spec/ref/branch")).contains("main");
      assertThat(after.owners("/f:spec/f:ref/f:commit")).containsExactly("headgate");
      assertThat(world.see().applied()).contains(live);
      assertThat(world.requests()).isEmpty();
      assertThat(world.gate().history())
          .singleElement()
          .satisfies(entry -> assertThat(entry.by()).isEqualTo(Origin.ADOPTED));
      world.awaitCondition("Ready", "True", "Enforcing");
    }
  }

  @Test
  void shouldSayThatLiveCannotBeRenderedAndLeaveTheWayOutToAPerson(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of("twice/settings.yaml", Gated.app("one")))) {
      // given
      world.apply(Yaml.kustomization(world.namespace(), "twice", "./twice"));

      // when
      world.createGate("");

      // then
      world.awaitState(GateState.OPEN);
      world.awaitCondition("LiveUnknown", "True", "NotRendered");
      assertThat(world.gate().floatingInputs()).isNull();
      assertThat(Objects.requireNonNull(world.gate().followers()).uncovered())
          .containsExactly(world.namespace() + "/cluster", world.namespace() + "/twice");

      // when
      var repaired =
          world.commit(
              "once", Map.of("twice/settings.yaml", Yaml.configMap("other", "value: one")));

      // then
      var proof = world.awaitVerdict(repaired, "Passed", RiskLevel.HIGH);
      assertThat(Sights.rules(proof)).contains("LiveUnknown");
      world.awaitHeldBy(repaired, "ApprovalsMissing");
      world.approve(repaired, Crowd.ALICE);
      world.awaitThat(
          "only the soak holds it",
          () ->
              world.statusIs(
                  status ->
                      status.blockers().stream()
                          .map(Blocker::reason)
                          .toList()
                          .equals(List.of("Soaking"))));
    }
  }

  @Test
  void shouldNameWhoeverGetsPastTheGate(Lab lab) {
    try (var world = Gated.open(lab)) {
      // when
      world.apply(
          Yaml.kustomization(world.namespace(), "past", "./apps")
              .replace("name: " + Gated.SOURCE, "name: " + Gated.GATE + "-head")
              .replace("interval: 1h", "interval: 1h\n  suspend: true"));

      // then
      world.awaitCondition("UngatedSources", "True", "Found");
      assertThat(world.gate().conditions())
          .anySatisfy(
              condition ->
                  assertThat(condition.message())
                      .isEqualTo(
                          "Kustomization %1$s/past follows %1$s/cluster-head, which nothing holds"
                              .formatted(world.namespace())));
    }
  }

  @Test
  void shouldHoldNothingAndRecordEverythingWhenItOnlyObserves(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of())) {
      // given
      world.createGate("enforcement: Observe");
      world.awaitState(GateState.OBSERVING);

      // when
      var low = world.commitLow("two");
      world.awaitVerdict(low, "Passed", RiskLevel.LOW);
      world.awaitApplied(low);
      world.awaitThat(
          "it is in the history",
          () -> world.statusIs(status -> status.history().getFirst().revision().endsWith(low)));
      var high = world.commitHigh("three");
      world.awaitApplied(high);
      world.awaitThat(
          "it tells what it would have held",
          () ->
              world.statusIs(
                  status ->
                      status.blockers().stream()
                          .anyMatch(blocker -> blocker.reason().equals("ApprovalsMissing"))));

      // then
      assertThat(world.see().pin()).isEmpty();
      assertThat(world.gate().state()).isEqualTo(GateState.OBSERVING);
      assertThat(world.gate().history())
          .allSatisfy(entry -> assertThat(entry.by()).isEqualTo(Origin.OBSERVED))
          .noneSatisfy(entry -> assertThat(entry.revision()).endsWith(high));
      world.awaitCondition("Ready", "True", "Observing");
    }
  }

  @Test
  void shouldKeepThePinWhenItIsDeletedAndSaysHold(Lab lab) throws InterruptedException {
    try (var world = Gated.open(lab)) {
      // given
      var live = world.git().head();

      // when
      world.crowd().deleteGate(Gated.GATE);
      world.awaitThat("the gate is gone", () -> world.see().gate(Gated.GATE).isEmpty());
      world.awaitThat(
          "the head source is gone", () -> world.see().source(Gated.GATE + "-head").isEmpty());
      world.commitLow("two");
      Gated.aWhile();

      // then
      assertThat(world.see().pin()).contains(live);
      assertThat(world.see().artifact()).contains(live);
    }
  }

  @Test
  void shouldFreeTheSourceWhenItIsDeletedAndSaysRelease(Lab lab) {
    try (var world = Gated.open(lab, "onDelete: Release\nfreeze: {reason: holidays}")) {
      // given
      var held = world.commitLow("two");
      world.awaitHeldBy(held, "Frozen");

      // when
      world.crowd().deleteGate(Gated.GATE);

      // then
      world.awaitApplied(held);
      assertThat(world.see().pin()).isEmpty();
      assertThat(world.see().announced()).contains("Released");
    }
  }

  @Test
  void shouldStayClosedWhenItIsDeletedAmidAProof(Lab lab) throws InterruptedException {
    try (var world = Gated.open(lab);
        var witness = Witness.of(world)) {
      // given
      world.faults().delay(Duration.ofMillis(700));
      var unproven = world.commitLow("two");
      world.awaitThat("a proof is begun", () -> !world.see().requests(unproven).isEmpty());

      // when
      world.crowd().deleteGate(Gated.GATE);
      world.awaitThat("the gate is gone", () -> world.see().gate(Gated.GATE).isEmpty());
      Gated.aWhile();

      // then
      assertThat(witness.seen()).isNotEmpty().doesNotContain(unproven);
    }
  }
}
