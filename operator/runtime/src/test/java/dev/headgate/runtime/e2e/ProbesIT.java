package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.Condition;
import dev.headgate.api.v1alpha1.ProbeStatus;
import dev.headgate.api.v1alpha1.Result;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Probes that a commit brings with it, of a Service behind which something answers. */
@ExtendWith(InLab.class)
class ProbesIT {

  private static final String SECRET = "hunter2-4711";

  private static HttpServer well;
  private static HttpServer badly;

  @BeforeAll
  static void serve() throws IOException {
    well = answering(200);
    badly = answering(500);
  }

  @AfterAll
  static void stop() {
    well.stop(0);
    badly.stop(0);
  }

  @Test
  void shouldHoldWhatAnswersWellOnLiveAndBadlyAfterTheChangeAndLetTheRepairPass(Lab lab) {
    try (var world = open(lab)) {
      // given
      var first =
          world.commit(
              "web",
              Map.of(
                  "apps/kustomization.yaml",
                  "resources: [settings.yaml, web.yaml]\n",
                  "apps/web.yaml",
                  web(world, well)));
      world.awaitLive(first);

      // when
      var broken =
          world.commit(
              "web moves",
              Map.of(
                  "apps/web.yaml", web(world, badly),
                  ".headgate/moves.yaml", intent(world, "moves", "answers")));

      // then
      assertWorseThanLive(world, world.awaitVerdict(broken, "Failed"));
      assertThat(world.live()).contains(first);

      // and when
      var repaired =
          world.commit(
              "web moves back, and something else changes",
              Map.of(
                  "apps/web.yaml", web(world, well),
                  "apps/settings.yaml", Gated.app("two"),
                  ".headgate/back.yaml", intent(world, "back", "still-answers")));

      // then
      assertAllWell(world.awaitVerdict(repaired, "Passed"));
      world.awaitLive(repaired);
      assertThat(world.see().requests().toString()).doesNotContain(SECRET);
      assertThat(lab.operator().lines()).noneMatch(line -> line.contains(SECRET));
      SandboxWorld.awaitClean(world);
      lab.sandbox().client().namespaces().withName(world.namespace()).delete();
    }
  }

  private static void assertWorseThanLive(Gated world, ChangeRequest failed) {
    assertThat(failed.getStatus().why())
        .startsWith(
            "ProbesFailed: probe answers Service/%s/web:80/healthz: answered HTTP 500"
                .formatted(world.namespace()));
    assertThat(probes(failed))
        .extracting(ProbeStatus::name, ProbeStatus::kind, ProbeStatus::result, ProbeStatus::onLive)
        .containsExactly(
            tuple("ready", "ready", Result.PASSED, null),
            tuple("answers", "http", Result.FAILED, "Passed"));
    assertThat(probes(failed).getLast().samples())
        .extracting(ProbeStatus.Sample::reading, ProbeStatus.Sample::detail)
        .containsExactly(tuple("Bad", "answered HTTP 500"), tuple("Bad", "answered HTTP 500"));
    assertThat(condition(failed, "Probed"))
        .returns("False", Condition::status)
        .returns("Findings", Condition::reason);
  }

  /** The probe of a commit that never went live is about the next one, too. */
  private static void assertAllWell(ChangeRequest passed) {
    assertThat(probes(passed))
        .extracting(ProbeStatus::name, ProbeStatus::result)
        .contains(tuple("answers", Result.PASSED), tuple("still-answers", Result.PASSED));
    assertThat(condition(passed, "Probed")).returns("True", Condition::status);
  }

  /** An API server proxies only to where a pod is: this one, which no node takes, is here. */
  private static Gated open(Lab lab) {
    var world = SandboxWorld.open(lab);
    var client = lab.sandbox().client();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(world.namespace())
                .endMetadata()
                .build())
        .create();
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("elsewhere")
            .withNamespace(world.namespace())
            .endMetadata()
            .withNewSpec()
            .withSchedulerName("nobody")
            .addNewContainer()
            .withName("a")
            .withImage("a")
            .endContainer()
            .endSpec()
            .build();
    client.resource(pod).create();
    client
        .resource(pod)
        .editStatus(
            found ->
                new PodBuilder(found)
                    .editOrNewStatus()
                    .withPodIP(address(well))
                    .withPodIPs(new PodIP(address(well)))
                    .endStatus()
                    .build());
    return world;
  }

  private static String address(HttpServer server) {
    return server.getAddress().getAddress().getHostAddress();
  }

  private static List<ProbeStatus> probes(ChangeRequest proof) {
    return proof.getStatus().probes();
  }

  private static Condition condition(ChangeRequest proof, String type) {
    return proof.getStatus().conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** A Service whose only endpoint is that server. */
  private static String web(Gated world, HttpServer server) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {ports: [{name: http, port: 80}]}
    ---
    apiVersion: v1
    kind: Endpoints
    metadata: {name: web}
    subsets:
    - addresses: [{ip: "%s", targetRef: {kind: Pod, namespace: %s, name: elsewhere}}]
      ports: [{name: http, port: %d, protocol: TCP}]
    """
        .formatted(address(server), world.namespace(), server.getAddress().getPort());
  }

  private static String intent(Gated world, String name, String probe) {
    return """
    apiVersion: headgate.dev/v1alpha1
    kind: ChangeRequest
    metadata: {name: %s}
    spec:
      probes:
      - name: %s
        interval: 1s
        successes: 2
        failureLimit: 2
        http: {namespace: %s, service: web, port: 80, path: /healthz}
    """
        .formatted(name, probe, world.namespace());
  }

  /** On an address that Endpoints may have, which none of the loopback is. */
  private static HttpServer answering(int status) throws IOException {
    var address =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(
                found ->
                    found instanceof Inet4Address
                        && !found.isLoopbackAddress()
                        && !found.isLinkLocalAddress())
            .findFirst()
            .orElseThrow();
    var server = HttpServer.create(new InetSocketAddress(address, 0), 50);
    server.createContext(
        "/",
        exchange -> {
          var body = SECRET.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Set-Cookie", SECRET);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
