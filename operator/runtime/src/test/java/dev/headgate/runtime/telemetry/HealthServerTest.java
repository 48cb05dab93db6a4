package dev.headgate.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<String> notAlive = new CopyOnWriteArrayList<>();
  private final List<String> notReady = new CopyOnWriteArrayList<>();
  private final HealthServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  HealthServerTest() throws IOException {
    server = HealthServer.start(0, metrics, () -> notAlive, () -> notReady);
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  @Test
  void shouldSayThatAllIsWell() throws IOException, InterruptedException {
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/livez").body()).isEqualTo("ok\n");
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldSayWhatIsWrongALineEach() throws IOException, InterruptedException {
    // given
    notReady.addAll(List.of("no leader is known yet", "no guard"));

    // then
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("no leader is known yet\nno guard\n");
    assertThat(get("/livez").statusCode()).as("not ready is no reason to restart").isEqualTo(200);
  }

  @Test
  void shouldAskToBeRestartedWhenAnInformerHasStopped() throws IOException, InterruptedException {
    // given
    notAlive.add("the informer of ChangeRequest has stopped");

    // then
    assertThat(get("/livez").statusCode()).isEqualTo(503);
  }

  @Test
  void shouldServeMetrics() throws IOException, InterruptedException {
    // given
    metrics.counter("headgate.verdicts", "result", "Passed").increment();

    // then
    assertThat(get("/metrics").body()).contains("headgate_verdicts_total{result=\"Passed\"} 1.0");
    assertThat(get("/metrics").headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
