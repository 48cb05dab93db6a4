package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.local.FluxCrds;
import dev.headgate.local.KustomizeController;
import dev.headgate.local.Lab;
import dev.headgate.local.Progress;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Flux's real kustomize-controller runs the tree in the sandbox: two Kustomizations of which one
 * waits for the other, a variable, and a release whose chart lies in the tree.
 */
@ExtendWith(InLab.class)
class FluxInsideIT {

  private static final String POOL =
      """
      template:
        kubeconfig: {secretRef: {name: vcluster-dev}}
        flux: {answerWithin: 10s}
      """;

  /** Others do not expect these kinds in the sandbox. */
  @AfterAll
  static void takeFluxAway(Lab lab) {
    var definitions = lab.sandbox().client().apiextensions().v1().customResourceDefinitions();
    definitions.list().getItems().stream()
        .filter(one -> one.getSpec().getGroup().endsWith(".toolkit.fluxcd.io"))
        .forEach(one -> definitions.resource(one).delete());
  }

  @Test
  void shouldJudgeByWhatFluxMakesOfTheTreeAndNotAtAllWhenItIsSilent(Lab lab) {
    FluxCrds.install(lab.sandbox().client(), Progress.onStandardError());
    try (var world = Gated.open(lab, "sandbox: {poolRef: {name: pool}}\n")) {
      lab.giveSandbox(world.namespace());
      PoolWorld.applyPool(world, POOL);
      var live = world.commit("two Kustomizations", tree(world.namespace()));
      world.approve(live, Crowd.ALICE);
      try (var _ = KustomizeController.start(lab.sandbox(), Progress.onStandardError());
          var _ = FluxHelm.in(lab.sandbox().client(), world.namespace())) {
        world.awaitLive(live);
        shouldPassWhatFluxIsDoneWith(world);
        shouldFailABuildThatOnlyFluxRefuses(world);
        shouldFailWhatNeverBecomesHealthy(world);
        shouldFailAReleaseThatIsNotInstalled(world);
      }
      shouldConcludeNothingWithoutFlux(world);
      assertClean(world);
    }
  }

  private static void shouldPassWhatFluxIsDoneWith(Gated world) {
    // when
    var commit =
        commit(
            world,
            "good",
            Map.of(
                "base/settings.yaml", settings("green", "${color}"),
                "web/app.yaml", Yaml.deployment("web", "ghcr.io/example/web:2"),
                "web/release.yaml", release("two")));
    var seen = new HashMap<String, String>();
    world.awaitThat("it is judged", () -> look(world, commit, seen));

    // then
    world.awaitVerdict(commit, "Passed");
    assertThat(seen).containsEntry("settings", "blue").containsEntry("release", "two");
    world.awaitLive(commit);
    assertClean(world);
  }

  /** What is to be seen in the sandbox while it runs. */
  private static boolean look(Gated world, String commit, Map<String, String> seen) {
    var maps =
        world
            .lab()
            .sandbox()
            .client()
            .configMaps()
            .inNamespace(world.namespace())
            .list()
            .getItems();
    for (var map : maps) {
      switch (map.getMetadata().getName()) {
        case "base" -> seen.put("settings", map.getData().get("substituted"));
        case "chart" -> seen.put("release", map.getData().get("value"));
        default -> {
          // of Kubernetes itself
        }
      }
    }
    return world.see().judged(commit).isPresent();
  }

  private static void shouldFailABuildThatOnlyFluxRefuses(Gated world) {
    // when
    var commit =
        commit(
            world, "unset", Map.of("base/settings.yaml", settings("green", "${no_such_variable}")));

    // then
    assertThat(Sights.message(world.awaitVerdict(commit, "Failed")))
        .startsWith(
            "ProbesFailed: Kustomization.kustomize.toolkit.fluxcd.io/%s/base BuildFailed: "
                .formatted(world.namespace()))
        .contains("no_such_variable")
        .doesNotContain("more)");
    assertClean(world);
  }

  private static void shouldFailWhatNeverBecomesHealthy(Gated world) {
    // when
    var commit =
        commit(
            world,
            "broken",
            Map.of(
                "base/settings.yaml", settings("green", "${color}"),
                "web/app.yaml", Yaml.brokenDeployment("web", "ghcr.io/example/web:3")));

    // then
    assertThat(Sights.message(world.awaitVerdict(commit, "Failed")))
        .startsWith("ProbesFailed: Deployment.apps/%s/web ".formatted(world.namespace()))
        .doesNotContain("more)");
    assertClean(world);
  }

  private static void shouldFailAReleaseThatIsNotInstalled(Gated world) {
    // when
    var commit =
        commit(
            world,
            "release",
            Map.of(
                "web/app.yaml", Yaml.deployment("web", "ghcr.io/example/web:2"),
                "web/release.yaml", release("")));

    // then
    assertThat(Sights.message(world.awaitVerdict(commit, "Failed")))
        .startsWith(
            "ProbesFailed: HelmRelease.helm.toolkit.fluxcd.io/%s/app InstallFailed: "
                .formatted(world.namespace()))
        .contains("a value is needed")
        .doesNotContain("more)");
    assertClean(world);
  }

  private static void shouldConcludeNothingWithoutFlux(Gated world) {
    // when
    var commit =
        commit(
            world,
            "late",
            Map.of(
                "web/app.yaml",
                Yaml.deployment("web", "ghcr.io/example/web:4"),
                "web/release.yaml",
                release("four")));

    // then
    var proof = world.awaitVerdict(commit, "Inconclusive");
    assertThat(Sights.message(proof))
        .isEqualTo(
            "SandboxLost: sandbox vcluster-dev: kustomize-controller in the sandbox does not answer"
                + " within 10 s");
  }

  private static String commit(Gated world, String name, Map<String, String> files) {
    var all = new HashMap<>(files);
    // One that says the same as an earlier one says nothing of this commit.
    all.put(
        ".headgate/%s.yaml".formatted(name),
        Yaml.intent("Medium").replace("handle with care", name));
    return world.commit(name, all);
  }

  private static void assertClean(Gated world) {
    SandboxWorld.awaitClean(world);
    KubernetesClient sandbox = world.lab().sandbox().client();
    assertThat(sandbox.namespaces().withName(world.namespace()).get()).isNull();
  }

  private static Map<String, String> tree(String namespace) {
    return Map.of(
        "apps/kustomization.yaml",
        "resources: [settings.yaml, base.yaml, web.yaml]\n",
        "apps/base.yaml",
        Yaml.kustomization(namespace, "base", "./base")
            + "  postBuild: {substitute: {color: blue}}\n",
        "apps/web.yaml",
        Yaml.kustomization(namespace, "web", "./web") + "  dependsOn: [{name: base}]\n",
        "base/settings.yaml",
        settings("red", "${color}"),
        "web/app.yaml",
        Yaml.deployment("web", "ghcr.io/example/web:1"),
        "web/release.yaml",
        release("one"),
        "charts/app/Chart.yaml",
        "apiVersion: v2\nname: app\nversion: 1.0.0\n",
        "charts/app/templates/map.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: chart}
        data: {value: {{ required "a value is needed" .Values.value | quote }}}
        """);
  }

  private static String settings(String value, String substituted) {
    return Yaml.configMap("base", "value: %s, substituted: \"%s\"".formatted(value, substituted));
  }

  private static String release(String value) {
    return """
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: app}
    spec:
      interval: 1h
      chart:
        spec: {chart: ./charts/app, sourceRef: {kind: GitRepository, name: flux-system}}
      values: {value: "%s"}
    """
        .formatted(value);
  }
}
