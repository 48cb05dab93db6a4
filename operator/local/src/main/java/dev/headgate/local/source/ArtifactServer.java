package dev.headgate.local.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Serves artifacts on 127.0.0.1 as source-controller's file server does, and misbehaves on request.
 */
final class ArtifactServer implements AutoCloseable {
  /**
   * source-controller keeps two of each source; this many in all keeps long races from filling the
   * memory.
   */
  private static final int KEPT = 1_000;

  private final Map<String, byte[]> artifacts = Collections.synchronizedMap(new KeepLast());
  private final Function<String, Faults> faultsOf;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ArtifactServer(Function<String, Faults> faultsOf) {
    this.faultsOf = faultsOf;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot serve artifacts on 127.0.0.1", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Where an artifact of that path is found. */
  String url(String path) {
    return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path);
  }

  void put(String path, byte[] artifact) {
    artifacts.put(path, artifact);
  }

  /** Of the source whose artifact has that path: {@code <kind>/<namespace>/<name>/<file>}. */
  static String namespace(String path) {
    return path.split("/", 3)[1];
  }

  boolean has(String path) {
    return artifacts.containsKey(path);
  }

  byte[] get(String path) {
    return Objects.requireNonNull(artifacts.get(path), path);
  }

  void clear() {
    artifacts.clear();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().substring(1);
      var faults = faultsOf.apply(namespace(path));
      faults.delay();
      var artifact = artifacts.get(path);
      if (artifact == null || faults.hidesArtifacts()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      var bytes = faults.served(artifact);
      exchange.getResponseHeaders().set("Content-Type", "application/gzip");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static final class KeepLast extends LinkedHashMap<String, byte[]> {
    @java.io.Serial private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
      return size() > KEPT;
    }
  }
}
