package dev.headgate.faults.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.faults.proxy.Upstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Writes down every revision of one kind, from its first list on. */
final class Watching implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long POLL_MILLIS = 20;
  private static final int POLLS = 500;

  private final Upstream server;
  private final String token;
  private final String cluster;
  private final String path;
  private final String resource;
  private final History history;
  private final InputStream stream;
  private volatile boolean closed;
  private volatile boolean lost;

  /** Begins; the path may have a query. */
  Watching(Upstream server, String token, String cluster, String path, History history) {
    this.server = server;
    this.token = token;
    this.cluster = cluster;
    this.path = path;
    this.resource = path.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    this.history = history;
    try {
      var list = list();
      list.path("items").forEach(item -> add("ADDED", item));
      stream =
          server.read(
              path
                  + (path.contains("?") ? "&" : "?")
                  + "watch=1&timeoutSeconds=7200&resourceVersion="
                  + list.at("/metadata/resourceVersion").asText(),
              token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    Thread.ofVirtual().start(this::follow);
  }

  /**
   * Returns when all that is there now was seen.
   *
   * @throws IllegalStateException when something is missing after ten seconds, or the watch ended
   */
  void catchUp() {
    try {
      for (int poll = 0; poll < POLLS; poll++) {
        if (lost) {
          break;
        }
        if (isComplete()) {
          return;
        }
        Thread.sleep(POLL_MILLIS);
      }
      throw new IllegalStateException("the monitor missed revisions of " + resource);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      stream.close();
    } catch (IOException e) {
      // It ends anyway.
    }
  }

  @SuppressWarnings("UnusedException") // an API server that is too busy is asked again
  private boolean isComplete() throws InterruptedException {
    try {
      return missing(list()).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<JsonNode> missing(JsonNode list) {
    for (var item : list.path("items")) {
      if (!history.reaches(cluster, item.at("/metadata/uid").asText(), version(item))) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  private JsonNode list() throws IOException, InterruptedException {
    try (var body = server.read(path, token)) {
      return JSON.readTree(body);
    }
  }

  private void follow() {
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var event = JSON.readTree(line);
        add(event.path("type").asText(), event.path("object"));
      }
    } catch (IOException e) {
      // Closed by us, or lost: said below.
    }
    lost = !closed;
  }

  private void add(String type, JsonNode object) {
    if (type.equals("ERROR")) {
      lost = true;
      return;
    }
    if (object.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    history.add(
        new Seen(
            version(object), Instant.now(), cluster, resource, type.equals("DELETED"), object));
  }

  private static long version(JsonNode object) {
    return Long.parseLong(object.at("/metadata/resourceVersion").asText("0"));
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
