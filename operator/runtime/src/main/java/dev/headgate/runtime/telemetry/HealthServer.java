package dev.headgate.runtime.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * {@code /livez}, {@code /readyz} and {@code /metrics}. Health answers 200 with {@code ok}, or 503
 * with what is wrong, a line each.
 */
public final class HealthServer implements AutoCloseable {

  private static final int BACKLOG = 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Serves from now on.
   *
   * @param port 0 for any free one
   * @param notAlive what makes a restart necessary; empty when nothing does
   * @param notReady what keeps it from serving; empty when nothing does
   */
  public static HealthServer start(
      int port,
      PrometheusMeterRegistry metrics,
      Supplier<List<String>> notAlive,
      Supplier<List<String>> notReady)
      throws IOException {
    var health = new HealthServer(HttpServer.create(new InetSocketAddress(port), BACKLOG));
    health.server.createContext("/livez", exchange -> answerHealth(exchange, notAlive.get()));
    health.server.createContext("/readyz", exchange -> answerHealth(exchange, notReady.get()));
    health.server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.scrape()));
    health.server.setExecutor(health.threads);
    health.server.start();
    return health;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answerHealth(HttpExchange exchange, List<String> faults) throws IOException {
    if (faults.isEmpty()) {
      answer(exchange, 200, "ok\n");
    } else {
      answer(exchange, 503, String.join("\n", faults) + "\n");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
