package dev.headgate.runtime.artifact;

import static dev.headgate.runtime.artifact.TarGz.archive;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.headgate.core.Limits;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.artifact.FetchResult.Fetched;
import dev.headgate.runtime.artifact.FetchResult.Gone;
import dev.headgate.runtime.artifact.FetchResult.Refused;
import dev.headgate.runtime.artifact.FetchResult.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArtifactFetcherTest {

  private static final byte[] TAR_GZ = archive().file("a.yaml", "a: 1\n").bytes();
  private static final Limits LIMITS =
      new Limits(
          new Limits.Archive(10_000, 50_000, 50_000, 100, 100, 10_000, 200),
          new Limits.Fetch(Duration.ofSeconds(1), Duration.ofSeconds(2), 1_000),
          Limits.Yaml.STANDARD,
          Limits.Render.STANDARD);

  private final CountDownLatch finished = new CountDownLatch(1);
  private HttpServer server;
  private ArtifactFetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    fetcher = new ArtifactFetcher(LIMITS);
  }

  @AfterEach
  void stop() {
    finished.countDown();
    server.stop(0);
    fetcher.close();
  }

  @Test
  void shouldFetchATreeWhoseDigestIsTheStatedOne() {
    // given
    serve(exchange -> answer(exchange, 200, TAR_GZ));

    // when
    var result = fetch(TarGz.sha256(TAR_GZ));

    // then
    assertThat(result)
        .isInstanceOfSatisfying(
            Fetched.class, f -> assertThat(f.tree().files()).containsOnlyKeys("a.yaml"));
  }

  @Test
  void shouldRefuseOtherBytesThanStated() {
    // given a valid archive, but not the one that was promised
    serve(exchange -> answer(exchange, 200, archive().file("a.yaml", "evil: 1\n").bytes()));

    // when, then
    assertThat(fetch(TarGz.sha256(TAR_GZ)))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).contains("do not have the digest sha256:"));
  }

  @Test
  void shouldRefuseDigestsThatItCannotCheck() {
    serve(exchange -> answer(exchange, 200, TAR_GZ));

    assertThat(fetch("")).isInstanceOf(Refused.class);
    assertThat(fetch("sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709")).isInstanceOf(Refused.class);
    assertThat(fetch("sha256:abc")).isInstanceOf(Refused.class);
    assertThat(fetch(TarGz.sha256(TAR_GZ).substring("sha256:".length())))
        .isInstanceOf(Fetched.class);
  }

  @Test
  void shouldSayThatBytesAreGone() {
    serve(exchange -> answer(exchange, 404, new byte[0]));

    assertThat(fetch(TarGz.sha256(TAR_GZ))).isInstanceOf(Gone.class);
  }

  @Test
  void shouldNotFollowARedirect() {
    serve(
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest");
          answer(exchange, 302, new byte[0]);
        });

    assertThat(fetch(TarGz.sha256(TAR_GZ))).isInstanceOf(Refused.class);
  }

  @Test
  void shouldAskAgainAfterAServerError() {
    serve(exchange -> answer(exchange, 503, new byte[0]));

    assertThat(fetch(TarGz.sha256(TAR_GZ)))
        .isInstanceOfSatisfying(
            Unavailable.class, u -> assertThat(u.reason()).contains("HTTP 503"));
  }

  @Test
  void shouldStopReadingBeyondTheLimit() {
    // given a server that never stops
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            while (finished.getCount() > 0) {
              out.write(new byte[8_192]);
            }
          }
        });

    // when, then
    assertThat(fetch(TarGz.sha256(TAR_GZ)))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).contains("allowed: 10000 bytes"));
  }

  @Test
  void shouldGiveUpOnAServerThatFallsSilent() {
    // given half an answer
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 5_000);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          await(finished);
        });

    // when, then
    assertThat(fetch(TarGz.sha256(TAR_GZ)))
        .isInstanceOfSatisfying(
            Unavailable.class, u -> assertThat(u.reason()).contains("within PT2S"));
  }

  @Test
  void shouldSayThatNobodyListens() {
    server.stop(0);

    assertThat(fetch(TarGz.sha256(TAR_GZ))).isInstanceOf(Unavailable.class);
  }

  @Test
  void shouldRefuseOtherSchemes() {
    assertThat(fetcher.fetch(artifact("file:///etc/passwd", TarGz.sha256(TAR_GZ))))
        .isInstanceOf(Refused.class);
  }

  private FetchResult fetch(String digest) {
    return fetcher.fetch(
        artifact("http://127.0.0.1:%d/a.tar.gz".formatted(server.getAddress().getPort()), digest));
  }

  private static Artifact artifact(String url, String digest) {
    return new Artifact(url, digest, new Revision("main@sha1:4f2c0e"));
  }

  private void serve(HttpHandler handler) {
    server.createContext("/", handler);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
