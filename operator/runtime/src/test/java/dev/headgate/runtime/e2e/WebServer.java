package dev.headgate.runtime.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something that answers behind Services, with a secret in each answer, on an address that
 * Endpoints may have, which none of the loopback is.
 */
final class WebServer implements AutoCloseable {

  static final String SECRET = "hunter2-4711";

  private final HttpServer server;
  private final AtomicInteger status;

  private WebServer(HttpServer server, int status) {
    this.server = server;
    this.status = new AtomicInteger(status);
  }

  static WebServer answering(int status) {
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
              .orElseThrow();
      var web = new WebServer(HttpServer.create(new InetSocketAddress(address, 0), 50), status);
      web.server.createContext("/", web::answer);
      web.server.start();
      return web;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = SECRET.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Set-Cookie", SECRET);
    exchange.sendResponseHeaders(status.get(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** From now on. */
  void answers(int newStatus) {
    status.set(newStatus);
  }

  /** An API server proxies only to where a pod is: this one, which no node takes, is here. */
  void isAPodOf(String namespace, KubernetesClient client) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("elsewhere")
            .withNamespace(namespace)
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
                    .withPodIP(address())
                    .withPodIPs(new PodIP(address()))
                    .endStatus()
                    .build());
  }

  /** A Service whose only endpoint it is. */
  String service(String namespace) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: web, namespace: %1$s}
    spec: {ports: [{name: http, port: 80}]}
    ---
    apiVersion: v1
    kind: Endpoints
    metadata: {name: web, namespace: %1$s}
    subsets:
    - addresses: [{ip: "%2$s", targetRef: {kind: Pod, namespace: %1$s, name: elsewhere}}]
      ports: [{name: http, port: %3$d, protocol: TCP}]
    """
        .formatted(namespace, address(), server.getAddress().getPort());
  }

  private String address() {
    return server.getAddress().getAddress().getHostAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
