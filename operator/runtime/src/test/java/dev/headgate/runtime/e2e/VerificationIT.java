package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.Origin;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What follows when Flux does not follow well. */
@ExtendWith(InLab.class)
class VerificationIT {

  private static final String SETTINGS =
      "postBuild: {substituteFrom: [{kind: ConfigMap, name: vars}]}";

  @Test
  void shouldHoldAfterAPromotionThatFailedAndGoBackWhenAPersonSaysSo(Lab lab) {
    try (var world =
        Gated.ungated(
            lab,
            Map.of(
                "extra/more.yaml",
                Yaml.configMap("more", "a: b"),
                "broken/some.yaml",
                Yaml.configMap("some", "a: b")))) {
      // given
      var first = world.git().head();
      world.apply(
          Yaml.configMap("vars", "KEY: value")
              .replace("name: vars", "name: vars, namespace: " + world.namespace()));
      follower(world, "extra", first);
      // one that was broken before: nothing may be blamed for it
      world.apply(withSettings(world, "broken", "nothing"));
      world.awaitThat(
          "it is broken",
          () -> world.see().kustomization("broken").filter(found -> found.isFailing()).isPresent());
      world.createGate("");
      world.patchGate("{\"verification\": {\"duration\": \"4s\"}}");
      world.awaitState(GateState.OPEN);
      lab.host().client().configMaps().inNamespace(world.namespace()).withName("vars").delete();

      // when
      var bad = world.commitLow("two");

      // then
      world.awaitLive(bad);
      var held = world.awaitHeldBy(bad, "VerificationFailed");
      assertThat(held.blockedBy())
          .contains(world.namespace() + "/extra")
          .doesNotContain(world.namespace() + "/broken");
      assertThat(held.blockers().getFirst().clearWith())
          .isEqualTo(
              "headgate approve cluster --revision %s --action Bypass -n %s"
                  .formatted(first, world.namespace()));
      assertThat(held.history().getFirst().brokenBefore())
          .containsExactly(world.namespace() + "/broken");
      world.awaitThat(
          "it is announced", () -> world.see().announced().contains("VerificationFailed"));

      // when
      var next = world.commitLow("three");

      // then
      world.awaitVerdict(next, "Passed");
      world.awaitHeldBy(next, "VerificationFailed");

      // when
      world.bypass(first, Crowd.BYPASSER);

      // then
      world.awaitLive(first);
      world.awaitState(GateState.BYPASSED);
      assertThat(world.gate().history().getFirst().by()).isEqualTo(Origin.BYPASS);
      world.awaitThat(
          "what follows waits for a person",
          () ->
              world.statusIs(
                  status ->
                      status.blockers().stream()
                          .anyMatch(blocker -> blocker.reason().equals("LeftByBypass"))));

      // when
      world.approve(next, Crowd.ALICE);

      // then
      world.awaitLive(next);
    }
  }

  private static void follower(Gated world, String name, String commit) {
    world.apply(withSettings(world, name, "vars"));
    world.awaitThat(
        name + " follows",
        () ->
            world
                .see()
                .kustomization(name)
                .flatMap(found -> found.text("/status/lastAppliedRevision"))
                .filter(revision -> revision.endsWith(commit))
                .isPresent());
  }

  private static String withSettings(Gated world, String name, String configMap) {
    return Yaml.kustomization(world.namespace(), name, "./" + name)
        + SETTINGS.replace("vars", configMap).indent(2);
  }
}
