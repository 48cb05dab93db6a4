package dev.headgate.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.api.v1alpha1.PromotionGate;
import dev.headgate.api.v1alpha1.PromotionGateSpec.Rendered;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.kube.FluxObject;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RenderedCopyTest {

  private static final String COMMIT = "4f2c0e6b1a90d5d6f1b6d3f0c6b8e7a9c0d1e2f3";
  private static final Revision REVISION = new Revision("main@sha1:" + COMMIT);
  private static final Rendered OCI =
      new Rendered("OCIRepository", "rendered", null, "main-{commit}", null);

  @Test
  void shouldCopyTheTemplateButForWhatItFollows() {
    var copy = RenderedCopy.LIVE.desired(gate(), OCI, template(), REVISION);

    assertThat(copy.at("/metadata/name").asText()).isEqualTo("cluster-rendered-live");
    assertThat(copy.path("spec"))
        .isEqualTo(
            json(
                """
                {"interval": "1m", "url": "oci://r.example/rendered",
                 "verify": {"provider": "cosign"}, "ref": {"tag": "main-%s"}}
                """
                    .formatted(COMMIT)));
  }

  @Test
  void shouldBelieveWhatItMadeAndWhatSpeaksOfTheCommit() {
    assertThat(shows(copy -> {})).isTrue();
  }

  @Test
  void shouldNotBelieveACopyThatSomebodyElseMade() {
    assertThat(shows(copy -> copy.withArray("/metadata/ownerReferences").removeAll())).isFalse();
    assertThat(shows(copy -> copy.withObject("/metadata/labels").removeAll())).isFalse();
  }

  @Test
  void shouldNotBelieveACopyThatLooksElsewhereOrWasNotReadAsItIs() {
    assertThat(shows(copy -> copy.withObject("/spec").put("url", "oci://evil.example/x")))
        .isFalse();
    assertThat(shows(copy -> copy.withObject("/spec/ref").put("tag", "main-other"))).isFalse();
    assertThat(shows(copy -> copy.withObject("/metadata").put("generation", 3))).isFalse();
  }

  @Test
  void shouldNotBelieveAnArtifactThatSpeaksOfAnotherCommitOrOfNone() {
    var metadata = "/status/artifact/metadata";
    var revision = "org.opencontainers.image.revision";
    assertThat(shows(copy -> copy.withObject(metadata).put(revision, "main@sha1:aa"))).isFalse();
    assertThat(shows(copy -> copy.withObject(metadata).remove(revision))).isFalse();
  }

  @Test
  void shouldTakeOnlyAVerificationOfThisSpecAsOne() {
    assertThat(RenderedCopy.isVerified(copy(shown -> {}))).isTrue();
    assertThat(RenderedCopy.isVerified(copy(shown -> shown.withObject("/spec").remove("verify"))))
        .isFalse();
    assertThat(
            RenderedCopy.isVerified(
                copy(shown -> shown.withObject("/metadata").put("generation", 3))))
        .isFalse();
  }

  @Test
  void shouldTakeTheTagAsTheWitnessOfAGitRepository() {
    // given
    var git = new Rendered("GitRepository", "rendered", null, "{commit}", null);
    var template = new FluxObject(template().json().deepCopy().put("kind", "GitRepository"));
    var copy = new FluxObject(RenderedCopy.HEAD.desired(gate(), git, template, REVISION));
    observed(copy.json(), "refs/tags/%s@sha1:aa".formatted(COMMIT));

    // then
    assertThat(RenderedCopy.shown(gate(), git, template, copy, REVISION)).isPresent();
    observed(copy.json(), "main@sha1:aa");
    assertThat(RenderedCopy.shown(gate(), git, template, copy, REVISION)).isEmpty();
  }

  private static boolean shows(Consumer<ObjectNode> change) {
    return RenderedCopy.shown(gate(), OCI, template(), copy(change), REVISION).isPresent();
  }

  private static FluxObject copy(Consumer<ObjectNode> change) {
    var copy = RenderedCopy.HEAD.desired(gate(), OCI, template(), REVISION);
    observed(copy, "main-%s@sha256:01".formatted(COMMIT));
    copy.withObject("/status/artifact/metadata")
        .put("org.opencontainers.image.revision", REVISION.text());
    copy.withObject("/status")
        .putArray("conditions")
        .addObject()
        .put("type", "SourceVerified")
        .put("status", "True")
        .put("observedGeneration", 2);
    change.accept(copy);
    return new FluxObject(copy);
  }

  private static void observed(ObjectNode copy, String revision) {
    copy.withObject("/metadata").put("generation", 2);
    copy.withObject("/status").put("observedGeneration", 2);
    copy.withObject("/status/artifact")
        .put("revision", revision)
        .put("url", "http://source.example/a.tar.gz")
        .put("digest", "sha256:01");
  }

  private static FluxObject template() {
    return new FluxObject(
        json(
            """
            {"apiVersion": "source.toolkit.fluxcd.io/v1", "kind": "OCIRepository",
             "metadata": {"name": "rendered", "namespace": "flux-system"},
             "spec": {"interval": "1h", "suspend": true, "url": "oci://r.example/rendered",
                      "verify": {"provider": "cosign"}, "ref": {"tag": "latest"}}}
            """));
  }

  private static PromotionGate gate() {
    var gate = new PromotionGate();
    gate.setMetadata(
        new ObjectMetaBuilder()
            .withName("cluster")
            .withNamespace("flux-system")
            .withUid("5f0c")
            .build());
    return gate;
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
