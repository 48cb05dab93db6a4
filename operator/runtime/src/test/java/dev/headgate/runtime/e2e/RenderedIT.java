package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangedObject;
import dev.headgate.api.v1alpha1.Gap;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.Phase;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.kube.FluxObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What CI renders stands beside the tree: it shows more, and lowers nothing. */
@ExtendWith(InLab.class)
class RenderedIT {

  private static final String RENDERED = "rendered: {kind: OCIRepository, name: %s%s}\n";
  private static final String SIGNED = "verify: {provider: cosign}";

  @Test
  void shouldProveAReleaseByWhatAVerifiedRenderingSaysItsChartMakes(Lab lab) {
    try (var world = releases(lab);
        var ci = new Ci(world)) {
      // given
      ci.publishAt(SIGNED);
      gate(world, SandboxWorld.SPEC + RENDERED.formatted(Ci.SOURCE, ", path: ./rendered"));
      ci.render(world.git().head(), "1.0.0");
      lab.giveSandbox(world.namespace());

      // when
      var commit = bump(world, "2.0.0", "Medium");
      ci.render(commit, "2.0.0");

      // then
      var proof = world.awaitVerdict(commit, "Passed", RiskLevel.MEDIUM);
      var deployment = "Deployment.apps/%s/shop".formatted(world.namespace());
      assertThat(proof.getStatus().changes())
          .extracting(ChangedObject::object)
          .contains(deployment, release(world));
      assertThat(gaps(proof)).doesNotContain("ChartNotInflated", "NotExercised", "NotApplied");
      world.awaitLive(commit);
      world.awaitThat(
          "live's rendering is kept",
          () -> copy(world, "cluster-rendered-live").filter(tag -> tag.equals(commit)).isPresent());
    }
  }

  @Test
  void shouldTakeAnUnverifiedRenderingAsNoProofOfItsReleases(Lab lab) {
    try (var world = releases(lab);
        var ci = new Ci(world)) {
      // given
      ci.publishAt("");
      gate(world, SandboxWorld.SPEC + RENDERED.formatted(Ci.SOURCE, ""));
      ci.render(world.git().head(), "1.0.0");
      lab.giveSandbox(world.namespace());

      // when
      var commit = bump(world, "2.0.0", "Medium");
      ci.render(commit, "2.0.0");

      // then
      var proof = world.awaitVerdict(commit, "Inconclusive", RiskLevel.MEDIUM);
      assertThat(Sights.message(proof)).contains("NotExercised", release(world));
      assertThat(gaps(proof)).contains("RenderingUnverified", "LeftOut");
    }
  }

  @Test
  void shouldWaitForARenderingThatSpeaksOfTheCommitAndJudgeByIt(Lab lab) throws Exception {
    try (var world = releases(lab);
        var ci = new Ci(world)) {
      // given
      ci.publishAt(SIGNED);
      gate(world, RENDERED.formatted(Ci.SOURCE, ""));
      ci.render(world.git().head(), "1.0.0");

      // when
      var commit = bump(world, "1.0.1", "Low");
      ci.push(commit, world.git().head().replace('a', 'b'), "1.0.1");

      // then
      var waiting = SandboxWorld.awaitPhase(world, commit, Phase.FETCHING);
      Gated.aWhile();
      assertThat(world.see().requests(commit).getFirst().getStatus().verdict()).isNull();
      assertThat(Objects.requireNonNull(waiting.getStatus()).why()).contains("waits for CI until");

      // and when
      ci.render(commit, "1.0.1");

      // then
      var proof = world.awaitVerdict(commit, "Passed", RiskLevel.LOW);
      assertThat(proof.getStatus().changes()).hasSize(2);
      world.awaitLive(commit);
    }
  }

  @Test
  void shouldCallAChangeMediumWhoseRenderingDoesNotComeAndProveItAgainWhenItDoes(Lab lab) {
    try (var world = releases(lab);
        var ci = new Ci(world)) {
      // given
      ci.publishAt(SIGNED);
      gate(world, "soak: 1h\n" + RENDERED.formatted(Ci.SOURCE, ", timeout: 0s"));
      ci.render(world.git().head(), "1.0.0");

      // when
      var commit = bump(world, "1.0.1", "Low");

      // then
      var proof = world.awaitVerdict(commit, "Passed", RiskLevel.MEDIUM);
      assertThat(Sights.rules(proof)).contains("Uncovered");
      assertThat(proof.getStatus().changes()).hasSize(1);
      world.awaitHeldBy(commit, "Soaking");

      // and when
      ci.render(commit, "1.0.1");

      // then
      world.awaitLive(commit);
      var second = world.see().judged(commit).orElseThrow();
      assertThat(second.getMetadata().getName()).endsWith("-2");
      assertThat(Sights.risk(second)).contains(RiskLevel.LOW);
      assertThat(second.getStatus().changes()).hasSize(2);
    }
  }

  private static Gated releases(Lab lab) {
    return Gated.ungated(
        lab,
        Map.of(
            "apps/kustomization.yaml",
            "resources: [settings.yaml, shop.yaml]\n",
            "apps/shop.yaml",
            Ci.release("1.0.0")));
  }

  private static void gate(Gated world, String spec) {
    world.createGate(spec);
    world.awaitState(GateState.OPEN);
  }

  private static String bump(Gated world, String version, String risk) {
    return world.commit(
        "shop " + version,
        Map.of(
            "apps/shop.yaml",
            Ci.release(version),
            ".headgate/%s.yaml".formatted(version),
            Yaml.intent(risk)));
  }

  private static String release(Gated world) {
    return "HelmRelease.helm.toolkit.fluxcd.io/%s/shop".formatted(world.namespace());
  }

  private static List<String> gaps(ChangeRequest proof) {
    return Objects.requireNonNull(proof.getStatus().verdict()).gaps().stream()
        .map(Gap::kind)
        .toList();
  }

  /** The tag that a copy follows. */
  private static Optional<String> copy(Gated world, String name) {
    return Optional.ofNullable(
            world
                .lab()
                .host()
                .client()
                .genericKubernetesResources(FluxKinds.OCI_REPOSITORY)
                .inNamespace(world.namespace())
                .withName(name)
                .get())
        .map(FluxObject::of)
        .flatMap(copy -> copy.text("/spec/ref/tag"));
  }
}
