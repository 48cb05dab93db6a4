package dev.headgate.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.runtime.rest.ServedKinds.Discovered;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecentKindsTest {

  private static final String NOTHING = "{\"kind\": \"APIGroupDiscoveryList\", \"items\": []}";
  private static final String PODS =
      """
      {"kind": "APIGroupDiscoveryList", "items": [{"metadata": {}, "versions": [{"version": "v1",
        "resources": [{"resource": "pods", "scope": "Namespaced", "verbs": [],
          "responseKind": {"kind": "Pod"}}]}]}]}
      """;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final KubernetesMockServer server = new KubernetesMockServer(false);
  private final KubernetesClient client;
  private final RecentKinds served;

  RecentKindsTest() {
    server.init();
    client = server.createClient();
    InstantSource time = now::get;
    served = new RecentKinds(ApiServer.of(client), time.withZone(ZoneOffset.UTC));
    server.expect().get().withPath("/apis").andReturn(200, NOTHING).always();
  }

  @AfterEach
  void stop() {
    client.close();
    server.destroy();
  }

  @Test
  void shouldAskOnceForManyChanges() throws Exception {
    // given
    serves(PODS);

    // when
    for (int i = 0; i < 100; i++) {
      assertThat(knows("Pod")).isTrue();
    }

    // then
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void shouldAskAgainForAKindThatWasNotThereAMomentAgo() throws Exception {
    // given
    server.expect().get().withPath("/api").andReturn(200, NOTHING).once();
    assertThat(knows("Pod")).isFalse();

    // when
    serves(PODS);

    // then
    assertThat(knows("Pod")).isTrue();
  }

  @Test
  void shouldAskAgainAfterAWhile() throws Exception {
    // given
    server.expect().get().withPath("/api").andReturn(200, PODS).once();
    assertThat(knows("Pod")).isTrue();
    serves(NOTHING);

    // when
    now.set(Instant.EPOCH.plus(Duration.ofSeconds(10)));

    // then
    assertThat(knows("Pod")).isFalse();
  }

  private void serves(String kinds) {
    server.expect().get().withPath("/api").andReturn(200, kinds).always();
  }

  private boolean knows(String kind) throws InterruptedException {
    var discovered = served.get(kinds -> kinds.find("v1", kind).isPresent());
    return discovered instanceof Discovered.Known(var kinds) && kinds.find("v1", kind).isPresent();
  }
}
