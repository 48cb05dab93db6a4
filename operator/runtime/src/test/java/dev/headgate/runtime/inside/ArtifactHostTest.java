package dev.headgate.runtime.inside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.Limits;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.tree.TreeFile;
import dev.headgate.runtime.artifact.Artifact;
import dev.headgate.runtime.artifact.ArtifactFetcher;
import dev.headgate.runtime.artifact.FetchResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArtifactHostTest {

  private static final Tree TREE =
      Tree.of(
          Map.of(
              "apps/settings.yaml",
              TreeFile.text("a: b\n"),
              "empty",
              TreeFile.text(""),
              "a/" + "long-name/".repeat(20) + "ü.yaml",
              TreeFile.text("x".repeat(1500)),
              "run.sh",
              new TreeFile(new byte[] {1, 2, 3}, true)));

  private final ArtifactHost host = new ArtifactHost("127.0.0.1", 0);

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void shouldServeTheVeryTreeWithTheDigestOfItsArchive() throws Exception {
    // given
    var served = host.serve(TREE);

    // when
    var fetched = fetch(served);

    // then
    assertThat(fetched)
        .isInstanceOfSatisfying(
            FetchResult.Fetched.class,
            got -> assertThat(got.tree().digest()).isEqualTo(TREE.digest()));
  }

  @Test
  void shouldServeItNoLongerThanItsRun() throws Exception {
    // given
    var served = host.serve(TREE);
    var other = host.serve(TREE);

    // when
    served.close();

    // then
    assertThat(fetch(served)).isInstanceOf(FetchResult.Gone.class);
    assertThat(fetch(other)).isInstanceOf(FetchResult.Fetched.class);
  }

  @Test
  void shouldShowNobodyWhatElseThereIs() throws Exception {
    // given
    var url = URI.create(host.serve(TREE).url());

    // when
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(url.resolve("/artifacts/")).build(), BodyHandlers.ofString());

      // then
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEmpty();
    }
  }

  private static FetchResult fetch(ArtifactHost.Served served) {
    try (var fetcher = new ArtifactFetcher(Limits.STANDARD)) {
      return fetcher.fetch(
          new Artifact(served.url(), served.digest(), new Revision("main@sha1:abc")));
    }
  }
}
