package dev.headgate.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeRequestStatus;
import dev.headgate.api.v1alpha1.Factor;
import dev.headgate.api.v1alpha1.Finding;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.cli.SeenGate;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.local.source.LocalGit;
import dev.headgate.local.source.LocalRegistry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The home lab of the first sample, in which the others happen too. Each test leaves head live
 * again.
 */
@ExtendWith(InLab.class)
class SamplesIT {
  private static final String GATE_SAMPLE = "01-gate-a-home-lab/";
  private static final String INTENT_SAMPLE = "02-intent-document/";
  private static final String INLINE_SAMPLE = "03-prove-inline-manifests/";
  private static final String OCI_SAMPLE = "07-gate-an-oci-repository/";
  private static final String POOL_SAMPLE = "04-pool-of-vclusters/";
  private static final List<String> READMES =
      List.of(
          "README.md",
          GATE_SAMPLE + "README.md",
          INTENT_SAMPLE + "README.md",
          INLINE_SAMPLE + "README.md",
          OCI_SAMPLE + "README.md",
          POOL_SAMPLE + "README.md");

  private static final SampleFiles SAMPLES = new SampleFiles();

  @TempDir private static Path folder;

  private static LocalGit git;
  private static SeenGate gate;

  @BeforeAll
  static void beginWithTheGateOfTheFirstSample(Lab lab) {
    git = LocalGit.init(folder.resolve("home-ops"));
    git.commit("feat: a home lab", SAMPLES.tree(GATE_SAMPLE + "repository"));
    gate = new SeenGate(lab, Lab.FLUX, "cluster", "flux-system");
    apply(lab, fluxOf(git.url()));
    await("Flux applied the tree").atMost(Duration.ofMinutes(1)).until(() -> isRunning(lab, "37"));
    apply(lab, sandboxSecret(lab.sandbox().adminKubeconfigYaml()));
    apply(lab, SAMPLES.text(GATE_SAMPLE + "gate.yaml"));
    gate.awaitAdopted();
  }

  @AfterAll
  static void shouldLeaveNoSampleUntested() {
    assertThat(SAMPLES.unused()).containsExactlyInAnyOrderElementsOf(READMES);
  }

  @Test
  void shouldLetARoutineBumpPassByItself(Lab lab) {
    // when
    var commit =
        git.commit(
            "fix(container): update image wiki (2.5.307 ➔ 2.5.308)",
            Map.of(
                "kubernetes/apps/home/wiki/app/helmrelease.yaml",
                git("kubernetes/apps/home/wiki/app/helmrelease.yaml")
                    .replace("2.5.307", "2.5.308")));
    lab.sources().poke();

    // then
    gate.awaitLive(commit);
    assertThat(statusOf(gate.awaitJudged(commit)).why()).isNotBlank();
    assertThat(risk(gate.awaitJudged(commit))).isEqualTo(RiskLevel.LOW);
  }

  @Test
  void shouldHoldACommitWhoseIntentDocumentAsksForIt(Lab lab) {
    // when
    var commit =
        git.commit(
            "feat(container)!: update image echo (37 ➔ 38)",
            SAMPLES.tree(INTENT_SAMPLE + "repository"));
    lab.sources().poke();

    // then
    gate.awaitHeldBy(commit, "Approval", "Soak");
    var proof = gate.awaitJudged(commit);
    assertThat(result(proof)).isEqualTo(Result.PASSED);
    assertThat(risk(proof)).isEqualTo(RiskLevel.HIGH);
    assertThat(Objects.requireNonNull(statusOf(proof).risk()).factors())
        .filteredOn(factor -> factor.rule().equals("Author"))
        .map(Factor::reason)
        .singleElement()
        .asString()
        .contains("echo 37 to 38", "there is no way back");
    assertThat(gate.blockers()).map(Blocker::clearWith).anyMatch(SamplesIT::isApproval);

    // and when
    var reverted = git.revert(commit);
    lab.sources().poke();

    // then
    gate.awaitLive(reverted);
  }

  @Test
  void shouldProveInlineManifestsInTheSandbox(Lab lab) {
    // when
    var proof = prove(lab, "passing.yaml");

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.PASSED);
    assertThat(statusOf(proof).sandbox()).isNotNull();
    assertThat(Objects.requireNonNull(statusOf(proof).coverage()).exercised()).isEqualTo(1);
  }

  @Test
  void shouldFailWhatDoesNotStartInTheSandbox(Lab lab) {
    // when
    var proof = prove(lab, "failing-in-the-sandbox.yaml");

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.FAILED);
    assertThat(statusOf(proof).sandbox()).isNotNull();
    assertThat(statusOf(proof).why()).contains("Deployment.apps/shop/shop");
  }

  @Test
  void shouldFailWhatTheApiServerDoesNotKnowWithoutRunningIt(Lab lab) {
    // when
    var proof = prove(lab, "failing-a-check.yaml");

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.FAILED);
    assertThat(statusOf(proof).sandbox()).isNull();
    assertThat(Objects.requireNonNull(statusOf(proof).checks()).findings())
        .map(Finding::message)
        .anyMatch(message -> message.contains("spec.replica"));
  }

  @Test
  void shouldGateATagInARegistry(Lab lab) {
    // given
    var edge = LocalGit.init(folder.resolve("edge"));
    var registry = LocalRegistry.beside(edge);
    var first = edge.commit("feat: a cache", SAMPLES.tree(OCI_SAMPLE + "repository"));
    registry.sign(registry.push("stable", first));
    apply(
        lab,
        SAMPLES.text(OCI_SAMPLE + "flux.yaml").replace("oci://ghcr.io/you/edge", registry.url()));
    var oci = new SeenGate(lab, Lab.FLUX, "edge", "edge");
    await("Flux shows it").atMost(Duration.ofMinutes(1)).until(() -> !oci.live().isEmpty());
    apply(lab, SAMPLES.text(OCI_SAMPLE + "gate.yaml"));
    oci.awaitAdopted();

    // when
    var cache = SAMPLES.text(OCI_SAMPLE + "repository/app/cache.yaml").replace("7.6.1", "7.6.2");
    var bump = registry.push("stable", edge.commit("fix: 7.6.2", Map.of("app/cache.yaml", cache)));
    registry.sign(bump);
    lab.sources().poke();

    // then
    var digits = bump.substring("sha256:".length());
    oci.awaitLive(digits);
    assertThat(risk(oci.awaitJudged(digits))).isEqualTo(RiskLevel.LOW);
  }

  @Test
  void shouldRunAChangeInAVclusterOfThePool(Lab lab) {
    // given
    apply(lab, SAMPLES.text(POOL_SAMPLE + "pool.yaml"));
    apply(lab, SAMPLES.text(POOL_SAMPLE + "gate.yaml"));

    // when
    var proof =
        proveText(
            lab,
            SAMPLES.text(INLINE_SAMPLE + "passing.yaml").replace("shop-1.1.0", "shop-in-a-pool"));

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.PASSED);
    assertThat(Objects.requireNonNull(statusOf(proof).sandbox()).name())
        .isEqualTo("sbx-" + proof.getMetadata().getUid());
    apply(lab, SAMPLES.text(GATE_SAMPLE + "gate.yaml"));
  }

  private static ChangeRequest prove(Lab lab, String file) {
    return proveText(lab, SAMPLES.text(INLINE_SAMPLE + file));
  }

  private static ChangeRequest proveText(Lab lab, String text) {
    apply(lab, text);
    var name = Serialization.unmarshal(text, ChangeRequest.class).getMetadata().getName();
    return await("a verdict on " + name)
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                lab.host()
                    .client()
                    .resources(ChangeRequest.class)
                    .inNamespace(Lab.FLUX)
                    .withName(name)
                    .get(),
            found -> found.getStatus() != null && found.getStatus().verdict() != null);
  }

  private static String fluxOf(String url) {
    return SAMPLES
        .text(GATE_SAMPLE + "flux.yaml")
        .replace("ssh://git@github.com/you/home-ops", url);
  }

  private static String sandboxSecret(String kubeconfig) {
    var secret =
        Serialization.unmarshal(
            SAMPLES.text(GATE_SAMPLE + "sandbox-secret.template.yaml"), Secret.class);
    secret
        .getStringData()
        .replaceAll((key, value) -> value.replace("${SANDBOX_KUBECONFIG}", kubeconfig));
    return Serialization.asYaml(secret);
  }

  private static boolean isRunning(Lab lab, String version) {
    var echo = lab.host().client().apps().deployments().inNamespace("home").withName("echo").get();
    return echo != null
        && echo.getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getImage()
            .endsWith(":" + version);
  }

  private static String git(String file) {
    return SAMPLES.text(GATE_SAMPLE + "repository/" + file);
  }

  private static boolean isApproval(@Nullable String command) {
    return command != null && command.contains("approve");
  }

  private static ChangeRequestStatus statusOf(ChangeRequest request) {
    return Objects.requireNonNull(request.getStatus());
  }

  private static Result result(ChangeRequest request) {
    return Objects.requireNonNull(statusOf(request).verdict()).result();
  }

  private static RiskLevel risk(ChangeRequest request) {
    return Objects.requireNonNull(statusOf(request).risk()).level();
  }

  private static void apply(Lab lab, String yaml) {
    var stream = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    lab.host().client().load(stream).forceConflicts().serverSideApply();
  }
}
