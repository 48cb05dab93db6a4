package dev.headgate.local.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.local.FluxCrds;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealClusters.class)
class RegistryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static SourceStandIn standIn;

  @TempDir private Path folder;
  private LocalGit git;
  private LocalRegistry registry;

  @BeforeAll
  static void start(@Host LocalCluster host) {
    FluxCrds.install(host.client(), Progress.onStandardError());
    standIn = SourceStandIn.start(host.client());
  }

  @AfterAll
  static void stop() {
    standIn.close();
  }

  @BeforeEach
  void begin() {
    git = LocalGit.init(folder);
    registry = LocalRegistry.beside(git);
  }

  @Test
  void shouldFollowATag(TestNamespace namespace) {
    // given
    var first = registry.push("latest", git.commit("Begin", Map.of("a.yaml", "x")));
    create(namespace, "");
    awaitRevision(namespace, "latest@" + first);

    // when
    var commit = git.commit("Change", Map.of("a.yaml", "y"));
    var second = registry.push("latest", commit);
    standIn.poke(namespace.name());

    // then
    awaitRevision(namespace, "latest@" + second);
    var status = status(namespace);
    assertThat(status.at("/artifact/metadata").path(LocalRegistry.REVISION).asText())
        .isEqualTo("main@sha1:" + commit);
    assertThat(status.at("/artifact/digest").asText()).startsWith("sha256:").isNotEqualTo(second);
    assertThat(condition(namespace, "Ready").path("message").asText())
        .isEqualTo("stored artifact for digest 'latest@" + second + "'");
  }

  @Test
  void shouldStayAtAPinnedDigestWhateverTheTagSays(TestNamespace namespace) {
    // given
    var pinned = registry.push("stable", git.commit("Begin", Map.of("a.yaml", "x")));
    create(namespace, "tag: stable, digest: '" + pinned + "'");
    awaitRevision(namespace, pinned);

    // when
    registry.push("stable", git.commit("Change", Map.of("a.yaml", "y")));
    request(namespace, "now");

    // then
    await().atMost(PATIENCE).until(() -> handled(namespace).equals("now"));
    assertThat(revision(namespace)).isEqualTo(pinned);
  }

  @Test
  void shouldFollowTheNewestVersionOfARange(TestNamespace namespace) {
    // given
    var commit = git.commit("Begin", Map.of("a.yaml", "x"));
    registry.push("1.9.0", commit);
    create(namespace, "semver: 1.x");
    awaitRevision(namespace, "1.9.0@" + registry.digest("1.9.0"));

    // when
    registry.push("2.0.0", git.commit("Major", Map.of("a.yaml", "z")));
    var newest = registry.push("1.10.0", git.commit("Change", Map.of("a.yaml", "y")));
    standIn.poke(namespace.name());

    // then
    awaitRevision(namespace, "1.10.0@" + newest);
  }

  @Test
  void shouldShowOnlyWhatIsSignedWhenSignaturesAreWanted(TestNamespace namespace) {
    // given
    var signed = registry.push("latest", git.commit("Begin", Map.of("a.yaml", "x")));
    registry.sign(signed);
    create(namespace, "", ", verify: {provider: cosign, secretRef: {name: keys}}");
    awaitRevision(namespace, "latest@" + signed);
    assertThat(condition(namespace, "SourceVerified").path("status").asText()).isEqualTo("True");

    // when
    var second = registry.push("latest", git.commit("Change", Map.of("a.yaml", "y")));
    standIn.poke(namespace.name());

    // then
    await()
        .atMost(PATIENCE)
        .until(() -> condition(namespace, "Ready").path("status").asText().equals("False"));
    assertThat(condition(namespace, "SourceVerified").path("reason").asText())
        .isEqualTo("VerificationError");
    assertThat(revision(namespace)).isEqualTo("latest@" + signed);

    registry.sign(second);
    standIn.poke(namespace.name());
    awaitRevision(namespace, "latest@" + second);
  }

  @Test
  void shouldServeADeletedDigestUntilItsStorageIsLost(TestNamespace namespace) {
    // given
    var pinned = registry.push("latest", git.commit("Begin", Map.of("a.yaml", "x")));
    create(namespace, "digest: '" + pinned + "'");
    awaitRevision(namespace, pinned);
    registry.delete(pinned);
    request(namespace, "deleted");
    await().atMost(PATIENCE).until(() -> handled(namespace).equals("deleted"));
    assertThat(condition(namespace, "Ready").path("status").asText()).isEqualTo("True");

    // when
    standIn.loseArtifacts();

    // then
    await()
        .atMost(PATIENCE)
        .until(() -> condition(namespace, "Ready").path("status").asText().equals("False"));
    assertThat(condition(namespace, "Ready").path("reason").asText())
        .isEqualTo("OCIArtifactPullFailed");
    assertThat(status(namespace).has("artifact")).isFalse();
  }

  @Test
  void shouldStoreOtherBytesWhenTheTagMovesBeforeThePull(TestNamespace namespace) {
    // given
    var first = registry.push("other", git.commit("Begin", Map.of("a.yaml", "x")));
    create(namespace, "digest: '" + first + "'");
    awaitRevision(namespace, first);
    var bytes = status(namespace).at("/artifact/digest").asText();
    var looked = registry.push("latest", git.commit("Change", Map.of("a.yaml", "y")));

    // when
    standIn.faults(namespace.name()).beforePull(() -> registry.tag("latest", first));
    create(namespace, "tag: latest");

    // then
    awaitRevision(namespace, "latest@" + looked);
    assertThat(status(namespace).at("/artifact/digest").asText()).isEqualTo(bytes);
  }

  private void create(TestNamespace namespace, String ref) {
    create(namespace, ref, "");
  }

  private void create(TestNamespace namespace, String ref, String more) {
    namespace
        .cluster()
        .client()
        .resource(
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: OCIRepository
            metadata: {name: home, namespace: %s}
            spec: {url: "%s", interval: 1h, ref: {%s}%s}
            """
                .formatted(namespace.name(), registry.url(), ref, more))
        .serverSideApply();
  }

  private static void awaitRevision(TestNamespace namespace, String revision) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(revision(namespace)).isEqualTo(revision));
  }

  private static String revision(TestNamespace namespace) {
    return status(namespace).at("/artifact/revision").asText();
  }

  private static String handled(TestNamespace namespace) {
    return status(namespace).path("lastHandledReconcileAt").asText();
  }

  private static JsonNode condition(TestNamespace namespace, String type) {
    return StreamSupport.stream(status(namespace).path("conditions").spliterator(), false)
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst()
        .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
  }

  private static void request(TestNamespace namespace, String at) {
    sources(namespace)
        .edit(
            source -> {
              source.getMetadata().getAnnotations().put(SourceStandIn.REQUESTED_AT, at);
              return source;
            });
  }

  private static JsonNode status(TestNamespace namespace) {
    var client = namespace.cluster().client();
    return client
        .getKubernetesSerialization()
        .convertValue(sources(namespace).get(), JsonNode.class)
        .path("status");
  }

  private static io.fabric8.kubernetes.client.dsl.Resource<
          io.fabric8.kubernetes.api.model.GenericKubernetesResource>
      sources(TestNamespace namespace) {
    return namespace
        .cluster()
        .client()
        .genericKubernetesResources(SourceKind.OCI_REPOSITORY.resources())
        .inNamespace(namespace.name())
        .withName("home");
  }
}
