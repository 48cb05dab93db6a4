package dev.headgate.cli.demo;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.local.LocalCluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;

/**
 * A Service moves to a server that is up and answers 500. Nothing is unready; the probe that came
 * with the commit measures live first and then the change.
 */
final class AnswersBadly implements Scenario {

  private static final String NAMESPACE = "status-page";
  private static final String PAGE = "kubernetes/apps/status-page.yaml";
  private static final String LIST = "kubernetes/apps/kustomization.yaml";
  private static final String PROBE =
      """
      apiVersion: headgate.dev/v1alpha1
      kind: ChangeRequest
      metadata: {name: status-page-moves}
      spec:
        title: the status page moves
        probes:
        - name: page-answers
          interval: 1s
          successes: 2
          failureLimit: 2
          http: {namespace: status-page, service: page, port: 80, path: /healthz}
      """;

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public String title() {
    return "A change that is ready and answers badly is caught by a probe that compares with live";
  }

  @Override
  public void play(World world, Narrator story) {
    var well = answering(200);
    var badly = answering(500);
    try {
      play(world, story, well, badly);
    } finally {
      well.stop(0);
      badly.stop(0);
    }
  }

  private static void play(World world, Narrator story, HttpServer well, HttpServer badly) {
    for (var cluster : List.of(world.lab().host(), world.lab().sandbox())) {
      namespace(cluster, well);
    }
    story.act("two servers beside the cluster: one answers 200, the other 500");
    var page =
        world.commit(
            "feat(status-page): the page and the server that has it",
            files ->
                files
                    .write(PAGE, page(well))
                    .replace(LIST, "resources:\n", "resources:\n  - status-page.yaml\n"));
    world.awaitVerdict(page, "Passed");
    world.awaitLive(page);
    var moved =
        world.commit(
            "fix(status-page): the page moves to the other server",
            files ->
                files.write(PAGE, page(badly)).write(".headgate/status-page-moves.yaml", PROBE));
    var proof = world.awaitVerdict(moved, "Failed");
    world.expectSandboxUsed(proof);
    world.expectWhy(proof, "page-answers");
    world.expectWhy(proof, "answered HTTP 500");
    world.expectWhy(proof, "(on live: ");
    story.quote(world.why(proof));
    world.awaitHeld(moved);
    world.expectLive(page);
    world.awaitOpen(world.revert(moved));
    world.lab().sandbox().client().namespaces().withName(NAMESPACE).delete();
  }

  /** With a pod that is where the servers are: an API server proxies to nothing else. */
  private static void namespace(LocalCluster cluster, HttpServer server) {
    var client = cluster.client();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    var address = server.getAddress().getAddress().getHostAddress();
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("elsewhere")
            .withNamespace(NAMESPACE)
            .endMetadata()
            .withNewSpec()
            .withSchedulerName("nobody")
            .addNewContainer()
            .withName("page")
            .withImage("registry.example.org/page:1")
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
                    .withPodIP(address)
                    .withPodIPs(new PodIP(address))
                    .endStatus()
                    .build());
  }

  private static String page(HttpServer server) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: page, namespace: %1$s}
    spec: {ports: [{name: http, port: 80}]}
    ---
    apiVersion: v1
    kind: Endpoints
    metadata: {name: page, namespace: %1$s}
    subsets:
    - addresses: [{ip: "%2$s", targetRef: {kind: Pod, namespace: %1$s, name: elsewhere}}]
      ports: [{name: http, port: %3$d, protocol: TCP}]
    """
        .formatted(
            NAMESPACE,
            server.getAddress().getAddress().getHostAddress(),
            server.getAddress().getPort());
  }

  /** On an address that Endpoints may have, which none of the loopback is. */
  private static HttpServer answering(int status) {
    try {
      var address =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(
                  found ->
                      found instanceof Inet4Address
                          && !found.isLoopbackAddress()
                          && !found.isLinkLocalAddress())
              .findFirst()
              .orElseThrow(
                  () -> new UnexpectedOutcome("this machine has no address but its loopback"));
      var server = HttpServer.create(new InetSocketAddress(address, 0), 50);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
