package dev.headgate.local.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.local.FluxCrds;
import dev.headgate.local.KustomizeController;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Progress;
import dev.headgate.local.junit.Host;
import dev.headgate.local.junit.RealClusters;
import dev.headgate.local.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealClusters.class)
class FluxIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static SourceStandIn standIn;
  private static KustomizeController flux;

  @TempDir private Path folder;

  @BeforeAll
  static void startFlux(@Host LocalCluster host) {
    FluxCrds.install(host.client(), Progress.onStandardError());
    standIn = SourceStandIn.start(host.client());
    flux = KustomizeController.start(host, Progress.onStandardError());
  }

  @AfterAll
  static void stopFlux() {
    flux.close();
    standIn.close();
  }

  @Test
  void shouldApplyACommitAfterAPoke(TestNamespace namespace) {
    // given
    var git = LocalGit.init(folder);
    git.commit("Begin", greeting(namespace, "hello"));
    create(namespace, source(namespace, git, "branch: main"), kustomization(namespace));
    await().atMost(PATIENCE).until(() -> "hello".equals(greeting(namespace)));

    // when
    git.commit("Change", greeting(namespace, "good morning"));
    standIn.poke();

    // then
    await().atMost(PATIENCE).until(() -> "good morning".equals(greeting(namespace)));
  }

  @Test
  void shouldStayAtAPinnedCommit(TestNamespace namespace) {
    // given
    var git = LocalGit.init(folder);
    var pinned = git.commit("Begin", greeting(namespace, "hello"));
    create(
        namespace,
        source(namespace, git, "branch: main, commit: " + pinned),
        kustomization(namespace));
    await().atMost(PATIENCE).until(() -> "hello".equals(greeting(namespace)));

    // when
    git.commit("Change", greeting(namespace, "good morning"));
    request(namespace, "now");

    // then
    await()
        .atMost(PATIENCE)
        .until(() -> status(namespace).path("lastHandledReconcileAt").asText().equals("now"));
    assertThat(status(namespace).at("/artifact/revision").asText())
        .isEqualTo("main@sha1:" + pinned);
    assertThat(greeting(namespace)).isEqualTo("hello");
  }

  @Test
  void shouldKeepTheOldArtifactWhenTheCommitIsNotOnTheBranch(TestNamespace namespace) {
    // given
    var git = LocalGit.init(folder);
    var first = git.commit("Begin", greeting(namespace, "hello"));
    git.switchTo("elsewhere");
    var elsewhere = git.commit("Stray", greeting(namespace, "stray"));
    create(namespace, source(namespace, git, "branch: main"));
    await().atMost(PATIENCE).until(() -> isReady(namespace, "True"));

    // when
    create(namespace, source(namespace, git, "branch: main, commit: " + elsewhere));

    // then
    await().atMost(PATIENCE).until(() -> isReady(namespace, "False"));
    assertThat(status(namespace).at("/conditions/0/reason").asText())
        .isEqualTo("GitOperationFailed");
    assertThat(status(namespace).at("/artifact/revision").asText()).isEqualTo("main@sha1:" + first);
  }

  @Test
  void shouldGiveEqualTreesEqualDigests(TestNamespace one, TestNamespace other) {
    // given
    var git = LocalGit.init(folder);
    git.commit("Begin", Map.of("a/b.yaml", "x"));
    create(one, source(one, git, "branch: main"));
    await().atMost(PATIENCE).until(() -> isReady(one, "True"));

    // when
    git.commit("Nothing", Map.of());
    create(other, source(other, git, "name: refs/heads/main"));
    await().atMost(PATIENCE).until(() -> isReady(other, "True"));

    // then
    assertThat(status(other).at("/artifact/digest")).isEqualTo(status(one).at("/artifact/digest"));
    assertThat(status(other).at("/artifact/revision").asText())
        .isEqualTo("refs/heads/main@sha1:" + git.head());
  }

  @Test
  void shouldServeBytesOfAnotherDigestWhenAskedTo(TestNamespace namespace) throws Exception {
    // given
    var git = LocalGit.init(folder);
    git.commit("Begin", Map.of("a.yaml", "x"));
    create(namespace, source(namespace, git, "branch: main"));
    await().atMost(PATIENCE).until(() -> isReady(namespace, "True"));
    assertThat(sha256(download(namespace)))
        .isEqualTo(status(namespace).at("/artifact/digest").asText());

    // when
    standIn.faults(namespace.name()).serve(archive -> "evil".getBytes(StandardCharsets.UTF_8));

    // then
    assertThat(download(namespace)).isEqualTo("evil".getBytes(StandardCharsets.UTF_8));
  }

  private byte[] download(TestNamespace namespace) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var url = URI.create(status(namespace).at("/artifact/url").asText());
      return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray()).body();
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Map<String, String> greeting(TestNamespace namespace, String text) {
    return Map.of(
        "app/greeting.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: greeting, namespace: %s}
        data: {text: %s}
        """
            .formatted(namespace.name(), text));
  }

  private static @Nullable String greeting(TestNamespace namespace) {
    ConfigMap found =
        namespace
            .cluster()
            .client()
            .configMaps()
            .inNamespace(namespace.name())
            .withName("greeting")
            .get();
    return found == null ? null : found.getData().get("text");
  }

  private static String source(TestNamespace namespace, LocalGit git, String ref) {
    return """
    apiVersion: source.toolkit.fluxcd.io/v1
    kind: GitRepository
    metadata: {name: home, namespace: %s}
    spec: {url: "%s", interval: 1h, ref: {%s}}
    """
        .formatted(namespace.name(), git.url(), ref);
  }

  private static String kustomization(TestNamespace namespace) {
    return """
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: apps, namespace: %s}
    spec: {interval: 1h, path: ./app, prune: true, sourceRef: {kind: GitRepository, name: home}}
    """
        .formatted(namespace.name());
  }

  private static void create(TestNamespace namespace, String... manifests) {
    for (var manifest : manifests) {
      namespace.cluster().client().resource(manifest).serverSideApply();
    }
  }

  private static void request(TestNamespace namespace, String at) {
    namespace
        .cluster()
        .client()
        .genericKubernetesResources(SourceKind.GIT_REPOSITORY.resources())
        .inNamespace(namespace.name())
        .withName("home")
        .edit(
            source -> {
              source.getMetadata().getAnnotations().put(SourceStandIn.REQUESTED_AT, at);
              return source;
            });
  }

  private static boolean isReady(TestNamespace namespace, String status) {
    return status(namespace).at("/conditions/0/status").asText().equals(status);
  }

  private static JsonNode status(TestNamespace namespace) {
    var client = namespace.cluster().client();
    var source =
        client
            .genericKubernetesResources(SourceKind.GIT_REPOSITORY.resources())
            .inNamespace(namespace.name())
            .withName("home")
            .get();
    return client.getKubernetesSerialization().convertValue(source, JsonNode.class).path("status");
  }
}
