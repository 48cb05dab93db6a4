package dev.headgate.runtime.inside;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headgate.core.tree.Tree;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves the trees of running changes to Flux in their sandboxes, and nothing else: each under a
 * path that cannot be guessed, as long as its run lasts. Nobody listens before the first run.
 */
public final class ArtifactHost implements AutoCloseable {

  private static final int TOKEN_BYTES = 24;
  private static final String FOLDER = "/artifacts/";

  private final String host;
  private final int port;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, byte[]> served = new ConcurrentHashMap<>();
  private @Nullable HttpServer server;

  /**
   * Knows none yet.
   *
   * @param host by which sandboxes reach this process
   * @param port on which it listens; 0: any
   */
  public ArtifactHost(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** One artifact while it is served. */
  public record Served(ArtifactHost by, String path, String url, String digest, int size)
      implements AutoCloseable {
    @Override
    public void close() {
      by.served.remove(path);
    }
  }

  /**
   * Begins to serve a tree.
   *
   * @throws IOException when the port is taken
   */
  public Served serve(Tree tree) throws IOException {
    var archive = TreeArchive.of(tree);
    var token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    var path = FOLDER + HexFormat.of().formatHex(token) + ".tar.gz";
    var url = "http://%s:%d%s".formatted(host, listening().getAddress().getPort(), path);
    served.put(path, archive);
    return new Served(this, path, url, "sha256:" + sha256(archive), archive.length);
  }

  private synchronized HttpServer listening() throws IOException {
    if (server == null) {
      var created = HttpServer.create(new InetSocketAddress(port), 0);
      created.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      created.createContext(FOLDER, this::answer);
      created.start();
      server = created;
    }
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var archive = served.get(exchange.getRequestURI().getPath());
      if (archive == null || !exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/gzip");
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, archive.length);
      exchange.getResponseBody().write(archive);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public synchronized void close() {
    served.clear();
    if (server != null) {
      server.stop(0);
    }
  }
}
