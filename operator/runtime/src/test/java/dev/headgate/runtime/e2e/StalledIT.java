package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.runtime.kube.FluxKinds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cannot be gated, and what goes away midway: a clear word, and nothing open. */
@ExtendWith(InLab.class)
class StalledIT {

  @Test
  void shouldStallBothGatesOfOneSourceUntilOneIsDeleted(Lab lab) {
    try (var world = Gated.open(lab)) {
      // when
      world.apply(Yaml.gate(world.namespace(), "second", ""));

      // then
      for (var name : List.of(Gated.GATE, "second")) {
        world.awaitThat(name + " is stalled", () -> isStalled(world, name, "RivalGate"));
      }
      assertThat(blocker(world, Gated.GATE)).contains(world.namespace() + "/second", "delete one");

      // when
      world.crowd().deleteGate("second");

      // then
      world.awaitState(GateState.OPEN);
    }
  }

  @Test
  void shouldStallOnSourcesThatItCannotPinAndSayWhatToDo(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of())) {
      for (var kind : List.of("Bucket", "ExternalArtifact")) {
        // given
        var name = kind.toLowerCase(Locale.ROOT);
        world.apply(
            Yaml.kustomization(world.namespace(), name, "./")
                .replace("kind: GitRepository", "kind: " + kind));

        // when
        world.apply(
            Yaml.gate(world.namespace(), name, "").replace(": cluster}", ": " + name + "}"));

        // then
        world.awaitThat(name + " is stalled", () -> isStalled(world, name, "SourceUnpinnable"));
        assertThat(blocker(world, name))
            .contains(kind, "let Kustomization " + name + " follow one of these");
      }
    }
  }

  @Test
  void shouldStallOnASourceThatIncludesOthers(Lab lab) {
    try (var world = Gated.ungated(lab, Map.of())) {
      // given
      world
          .crowd()
          .patchSource(
              Gated.SOURCE, "{\"spec\":{\"include\":[{\"repository\":{\"name\":\"other\"}}]}}");

      // when
      world.createGate("");

      // then
      world.awaitState(GateState.STALLED);
      assertThat(blocker(world, Gated.GATE))
          .contains("take spec.include out of GitRepository " + Gated.SOURCE);
      assertThat(world.see().pin()).isEmpty();
    }
  }

  @Test
  void shouldSayThatTheSourceIsGoneAndHoldAgainWhenItIsBack(Lab lab) {
    try (var world = Gated.open(lab, "freeze: {reason: holidays}")) {
      // given
      var live = world.live().orElseThrow();
      var held = world.commitLow("two");
      world.awaitHeldBy(held, "Frozen");

      // when
      world.crowd().delete(FluxKinds.GIT_REPOSITORY, Gated.SOURCE);

      // then
      world.awaitCondition("Stalled", "True", "SourceMissing");
      assertThat(blocker(world, Gated.GATE))
          .contains("GitRepository/" + world.namespace() + "/" + Gated.SOURCE, "create it");

      // when
      world.apply(Yaml.flux(world.namespace(), world.upstream(), world.git()));

      // then
      world.awaitThat("the pin is back", () -> world.see().pin().filter(live::equals).isPresent());
      world.awaitLive(live);
      world.awaitHeldBy(held, "Frozen");
    }
  }

  @Test
  void shouldSayThatTheKustomizationIsGoneAndKeepThePin(Lab lab) throws InterruptedException {
    try (var world = Gated.open(lab)) {
      // given
      var live = world.live().orElseThrow();

      // when
      world.crowd().delete(FluxKinds.KUSTOMIZATION, Gated.ROOT);

      // then
      world.awaitCondition("Stalled", "True", "SourceMissing");
      assertThat(blocker(world, Gated.GATE))
          .contains("Kustomization " + world.namespace() + "/" + Gated.ROOT, "create it");
      world.awaitThat("it is announced", () -> world.see().announced().contains("Stalled"));

      // when
      world.commitLow("two");
      Gated.aWhile();

      // then
      assertThat(world.see().pin()).contains(live);
      assertThat(world.live()).contains(live);
    }
  }

  private static String blocker(Gated world, String gate) {
    return world
        .see()
        .gate(gate)
        .map(PromotionGate::getStatus)
        .map(status -> status.blockers().getFirst().message())
        .orElseThrow();
  }

  private static boolean isStalled(Gated world, String gate, String reason) {
    return world
        .see()
        .gate(gate)
        .map(PromotionGate::getStatus)
        .filter(status -> status.state() == GateState.STALLED)
        .filter(status -> status.blockers().getFirst().reason().equals(reason))
        .isPresent();
  }
}
