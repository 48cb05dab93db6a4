package dev.headgate.runtime.render;

import static dev.headgate.runtime.render.RenderScenario.CLUSTER;
import static dev.headgate.runtime.render.RenderScenario.request;
import static dev.headgate.runtime.render.TreeFixtures.appFolder;
import static dev.headgate.runtime.render.TreeFixtures.configMap;
import static dev.headgate.runtime.render.TreeFixtures.homeLab;
import static dev.headgate.runtime.render.TreeFixtures.ks;
import static dev.headgate.runtime.render.TreeFixtures.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.Limits;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.render.RenderResult.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What ends a rendering: broken trees, and limits. */
class RendererRefusalsIT {

  @RegisterExtension final RenderScenario scenario = new RenderScenario();

  @Test
  void shouldRefuseAFileThatDoesNotParse() {
    // given
    var candidate = homeLab(2).file(appFolder(1) + "/app/helmrelease.yaml", "a: [\n");

    // when, then
    assertThat(scenario.findings(candidate))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.object()).endsWith("/ns-0/app-1");
              assertThat(finding.message())
                  .contains("helmrelease.yaml")
                  .doesNotContain(scenario.work().toString());
            });
  }

  @Test
  void shouldNameEveryKustomizationWhosePathIsGone() {
    // given a restructured path
    var candidate = homeLab(2);
    candidate.replace(appFolder(0) + "/ks.yaml", "/app-0/app", "/app-0/application");
    candidate.replace(appFolder(1) + "/ks.yaml", "/app-1/app", "/../../../../etc");

    // when, then
    assertThat(scenario.findings(candidate))
        .extracting(Finding::message)
        .anyMatch(
            m -> m.contains("kubernetes/apps/ns-0/app-0/application is no folder of the tree"))
        .anyMatch(m -> m.contains("leaves the tree"));
  }

  @Test
  void shouldRefuseAnObjectThatStandsTwice() {
    // given
    var twice = configMap("{name: twice, namespace: x}", "{}");
    var candidate =
        tree().file("a/ks.yaml", ks("one", "./one", "")).file("a/ks2.yaml", ks("two", "./two", ""));
    candidate.file("one/cm.yaml", twice).file("two/cm.yaml", twice);

    // when, then
    assertThat(scenario.findings(candidate, "a"))
        .extracting(Finding::message)
        .containsExactly(
            "ConfigMap/x/twice is defined twice: in one/cm.yaml (Kustomization flux-system/one)"
                + " and in two/cm.yaml (Kustomization flux-system/two)");
  }

  @Test
  void shouldStopABuildThatTakesTooLong() {
    // given
    var limits =
        new Limits.Render(
            10,
            Duration.ofMillis(1),
            10_000,
            Duration.ofMinutes(1),
            10_000,
            1 << 30,
            100,
            100,
            1 << 20,
            100,
            1,
            10,
            10,
            10);

    // when, then
    try (var hurried = scenario.rendererWith(limits)) {
      assertThat(hurried.render(request(homeLab(1), CLUSTER)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.findings().getFirst().message())
                      .contains("a build that takes longer"));
    }
  }

  @Test
  void shouldStopABuildThatHoldsTooMuchMemory() {
    // given more than a Go program holds at its start, and no alias or base that tells before
    var files = tree();
    for (int n = 0; n < 40; n++) {
      files.file(
          "a/%d.yaml".formatted(n),
          configMap("{name: c%d}".formatted(n), "{x: %s}".formatted("y".repeat(100_000))));
    }
    var limits =
        new Limits.Render(
            10,
            Duration.ofMinutes(1),
            8 << 20,
            Duration.ofMinutes(1),
            8 << 20,
            24 << 20,
            100,
            100,
            64 << 20,
            100,
            1,
            10,
            10,
            10);

    // when, then
    try (var bounded = scenario.rendererWith(limits)) {
      assertThat(bounded.render(request(files, "a")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.findings().getFirst().message())
                      .contains("a build that holds more memory; allowed: 25165824 bytes"));
    }
  }

  @Test
  void shouldRefuseAnAliasBombBeforeKustomizeExpandsIt() {
    // given
    var bomb =
        new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nx0: &x0 [a]\n");
    for (int n = 1; n < 10; n++) {
      var before = "*x%d, ".formatted(n - 1).repeat(9);
      bomb.append("x%d: &x%d [%sa]\n".formatted(n, n, before));
    }

    // when, then
    assertThat(scenario.findings(tree().file("a/cm.yaml", bomb.toString()), "a"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.object())
                  .isEqualTo("Kustomization.kustomize.toolkit.fluxcd.io/flux-system/cluster");
              assertThat(finding.message())
                  .isEqualTo(
                      "a/cm.yaml, line 8: aliases that stand for more nodes; allowed: 10000 nodes");
            });
  }

  @Test
  void shouldStopARenderingThatAsksForTheSameTooOften() {
    // given five Kustomizations over one folder, each within the limits of a build
    var files =
        tree().file("big/cm.yaml", configMap("{name: big}", "{x: %s}".formatted("y".repeat(900))));
    for (int i = 0; i < 5; i++) {
      files.file("a/%d.yaml".formatted(i), ks("k" + i, "./big", "namePrefix: p" + i));
    }
    var limits =
        new Limits.Render(
            10,
            Duration.ofMinutes(1),
            3_000,
            Duration.ofMinutes(1),
            4_000,
            1 << 30,
            100,
            100,
            1 << 20,
            100,
            1,
            10,
            10,
            10);

    // when, then
    try (var bounded = scenario.rendererWith(limits)) {
      assertThat(bounded.render(request(files, "a")))
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.findings())
                      .anyMatch(f -> f.message().contains("prints more; allowed: 4000 bytes")));
    }
  }
}
