package dev.headgate.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.probe.Run;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.apply.SandboxClient.Connection;
import dev.headgate.runtime.rest.ApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vCluster whose pod was replaced answers with the old certificates and nothing else. */
class LostDataTest {

  private HttpServer server;
  private KubernetesClient client;
  private volatile String kubeSystemUid = "before";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/namespaces/kube-system",
        exchange -> {
          var body =
              "{\"kind\": \"Namespace\", \"metadata\": {\"uid\": \"%s\"}}"
                  .formatted(kubeSystemUid)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .build())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void shouldConcludeNothingFromASandboxThatLostItsData() throws Exception {
    // given
    var connection = SandboxClient.connect(ApiServer.of(client), "host");
    assertThat(connection).isInstanceOf(Connection.Connected.class);
    var sandbox = ((Connection.Connected) connection).client();

    // when
    kubeSystemUid = "after";
    var run =
        new SandboxRun(sandbox, Patience.STANDARD, Clock.systemUTC(), said -> {})
            .run(
                new Exercise(
                    "uid",
                    Manifests.NONE,
                    Manifests.NONE,
                    ChangeSet.EMPTY,
                    List.of(),
                    Instant.MAX));

    // then
    assertThat(run)
        .isEqualTo(new Run.Lost("the sandbox lost its data: it is another cluster than before"));
  }

  @Test
  void shouldRefuseASandboxThatIsTheHostUnderAnotherAddress() throws Exception {
    assertThat(SandboxClient.connect(ApiServer.of(client), "before"))
        .isInstanceOf(Connection.Refused.class);
  }
}
