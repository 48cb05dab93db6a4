package dev.headgate.samples;

import static dev.headgate.samples.HomeLab.SAMPLES;
import static dev.headgate.samples.HomeLab.original;
import static dev.headgate.samples.HomeLab.result;
import static dev.headgate.samples.HomeLab.risk;
import static dev.headgate.samples.HomeLab.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.api.v1alpha1.Blocker;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangedObject;
import dev.headgate.api.v1alpha1.Factor;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.cli.SeenGate;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import dev.headgate.local.source.LocalGit;
import dev.headgate.local.source.LocalRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Samples about gates. Each test leaves head live again, behind the gate of the first sample. */
@ExtendWith(InLab.class)
class SamplesIT {
  private static final String INTENT = "02-intent-document/";
  private static final String POOL = "04-pool-of-vclusters/";
  private static final String OCI = "06-gate-an-oci-repository/";
  private static final String CI = "07-proofs-from-ci/";

  private static final List<String> COVERED = List.of(HomeLab.SAMPLE, INTENT, POOL, OCI, CI);

  private static final String RELEASE = "kubernetes/apps/home/wiki/app/helmrelease.yaml";
  private static final String SERVICE = "kubernetes/apps/home/echo/app/service.yaml";

  private HomeLab home;

  @BeforeEach
  void openTheHomeLab(Lab lab) {
    home = HomeLab.in(lab);
  }

  @AfterAll
  static void shouldLeaveNoFileUntested() {
    assertThat(SAMPLES.unused(COVERED)).isEmpty();
  }

  @Test
  void shouldTestEverySample() {
    assertThat(Stream.concat(COVERED.stream(), ProvenSamplesIT.COVERED.stream()))
        .containsExactlyInAnyOrderElementsOf(SAMPLES.samples());
  }

  @Test
  void shouldLetARoutineBumpPassByItself() {
    // when
    var commit =
        home.commit(
            "fix(container): update image wiki (2.5.307 ➔ 2.5.308)",
            Map.of(RELEASE, original(RELEASE).replace("2.5.307", "2.5.308")));

    // then
    home.gate().awaitLive(commit);
    assertThat(statusOf(home.gate().awaitJudged(commit)).why()).isNotBlank();
    assertThat(risk(home.gate().awaitJudged(commit))).isEqualTo(RiskLevel.LOW);
  }

  @Test
  void shouldHoldACommitWhoseIntentDocumentAsksForIt(Lab lab) {
    // when
    var commit =
        home.commit(
            "feat(container)!: update image echo (37 ➔ 38)", SAMPLES.tree(INTENT + "repository"));

    // then
    home.gate().awaitHeldBy(commit, "Approval", "Soak");
    var proof = home.gate().awaitJudged(commit);
    assertThat(result(proof)).isEqualTo(Result.PASSED);
    assertThat(risk(proof)).isEqualTo(RiskLevel.HIGH);
    assertThat(Objects.requireNonNull(statusOf(proof).risk()).factors())
        .filteredOn(factor -> factor.rule().equals("Author"))
        .map(Factor::reason)
        .singleElement()
        .asString()
        .contains("echo 37 to 38", "there is no way back");
    assertThat(home.gate().blockers()).map(Blocker::clearWith).anyMatch(SamplesIT::isApproval);

    // and when
    var reverted = home.git().revert(commit);
    lab.sources().poke();

    // then
    home.gate().awaitLive(reverted);
  }

  @Test
  void shouldGateATagInARegistry(Lab lab) {
    // given
    var edge = LocalGit.init(home.folder().resolve("edge"));
    var registry = LocalRegistry.beside(edge);
    var first = edge.commit("feat: a cache", SAMPLES.tree(OCI + "repository"));
    registry.sign(registry.push("stable", first));
    home.apply(SAMPLES.text(OCI + "flux.yaml").replace("oci://ghcr.io/you/edge", registry.url()));
    var oci = new SeenGate(lab, Lab.FLUX, "edge", "edge");
    await("Flux shows it").atMost(Duration.ofMinutes(1)).until(() -> !oci.live().isEmpty());
    home.apply(SAMPLES.text(OCI + "gate.yaml"));
    oci.awaitAdopted();

    // when
    var cache = SAMPLES.text(OCI + "repository/app/cache.yaml").replace("7.6.1", "7.6.2");
    var bump = registry.push("stable", edge.commit("fix: 7.6.2", Map.of("app/cache.yaml", cache)));
    registry.sign(bump);
    lab.sources().poke();

    // then
    var digits = bump.substring("sha256:".length());
    oci.awaitLive(digits);
    assertThat(risk(oci.awaitJudged(digits))).isEqualTo(RiskLevel.LOW);
  }

  @Test
  void shouldRunAChangeInAVclusterOfThePoolAndTakeItAway(Lab lab) {
    // given: the cluster that stands in for vClusters is also the shared sandbox, one at a time
    awaitNoSandbox(lab);
    home.apply(SAMPLES.text(POOL + "pool.yaml"));
    home.apply(SAMPLES.text(POOL + "gate.yaml"));

    // when
    var proof =
        home.prove(
            SAMPLES
                .text("03-prove-inline-manifests/passing.yaml")
                .replace("shop-1.1.0", "shop-in-a-pool"));

    // then
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.PASSED);
    assertThat(Objects.requireNonNull(statusOf(proof).sandbox()).name())
        .isEqualTo("sbx-" + proof.getMetadata().getUid());
    awaitNoSandbox(lab);
    home.applyOwnGate();
  }

  @Test
  void shouldLetTheProofOfAPullRequestServeItsMerge(Lab lab) {
    // given
    var change = Map.of(SERVICE, annotated("team: home"));
    home.git().switchTo("pr-1234");
    var branch = home.git().commit("chore: annotate the echo service", change);
    home.git().switchTo("main");
    home.apply(
        SAMPLES
            .text(CI + "pull-request.yaml")
            .replace("${COMMIT}", branch)
            .replace("ssh://git@github.com/you/home-ops", home.git().url()));
    var proof = home.awaitJudged("pr-1234");
    assertThat(result(proof)).as(statusOf(proof).why()).isEqualTo(Result.PASSED);

    // when
    var merged = home.commit("chore: annotate the echo service (#1234)", change);

    // then
    home.gate().awaitLive(merged);
    assertThat(letThroughBy(lab)).isEqualTo("pr-1234");
  }

  @Test
  void shouldPutWhatCiRendersBesideTheTree() {
    // given
    var output = LocalGit.init(home.folder().resolve("rendered"));
    var registry = LocalRegistry.beside(output);
    home.apply(
        SAMPLES
            .text(CI + "rendered.yaml")
            .replace("oci://ghcr.io/you/home-ops-rendered", registry.url()));
    render(output, registry, home.git().head(), "1.0");
    home.apply(SAMPLES.text(CI + "gate.yaml"));

    // when
    var commit = home.git().commit("chore: annotate it", Map.of(SERVICE, annotated("team: lab")));
    render(output, registry, commit, "1.1");
    home.lab().sources().poke();

    // then
    home.gate().awaitLive(commit);
    assertThat(statusOf(home.gate().awaitJudged(commit)).changes())
        .map(ChangedObject::object)
        .containsExactlyInAnyOrder("ConfigMap/home/made-by-a-chart", "Service/home/echo");
    home.applyOwnGate();
  }

  private static void awaitNoSandbox(Lab lab) {
    var host = lab.host().client();
    await("no sandbox is in use")
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                host.resources(ChangeSandbox.class).inAnyNamespace().list().getItems().isEmpty()
                    && host.leases()
                        .inNamespace(Lab.HEADGATE)
                        .withLabel("headgate.dev/sandbox")
                        .list()
                        .getItems()
                        .isEmpty()
                    && host.namespaces()
                        .withLabel("headgate.dev/change-sandbox")
                        .list()
                        .getItems()
                        .isEmpty());
  }

  private static String annotated(String annotation) {
    return original(SERVICE)
        .replace("metadata:", "metadata:\n  annotations: {example.org/%s}".formatted(annotation));
  }

  private static @Nullable String letThroughBy(Lab lab) {
    var gates = lab.host().client().resources(PromotionGate.class).inNamespace(Lab.FLUX);
    return Objects.requireNonNull(gates.withName("cluster").get().getStatus())
        .history()
        .getFirst()
        .changeRequest();
  }

  private static void render(
      LocalGit output, LocalRegistry registry, String commit, String version) {
    var object =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: made-by-a-chart, namespace: home}
        data: {version: "%s"}
        """
            .formatted(version);
    var rendered = output.commit("rendered", Map.of("all.yaml", object));
    registry.sign(registry.push(commit, rendered, "main@sha1:" + commit));
  }

  private static boolean isApproval(@Nullable String command) {
    return command != null && command.contains("approve");
  }
}
