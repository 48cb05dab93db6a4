package dev.headgate.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an API server was asked, by its own audit log: exact, whoever asked and whatever client
 * library hid. Only accounts that are measured are written down.
 */
final class Audit {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;
  private final List<String> flags;

  private Audit(Path log, List<String> flags) {
    this.log = log;
    this.flags = flags;
  }

  /** Prepares a policy for these users in that folder. */
  static Audit in(Path folder, List<String> users) {
    var policy = folder.resolve("audit-policy.yaml");
    var log = folder.resolve("audit.log");
    try {
      Files.writeString(policy, policy(JSON.writeValueAsString(users)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + policy, e);
    }
    return new Audit(log, List.of("--audit-policy-file=" + policy, "--audit-log-path=" + log));
  }

  private static String policy(String users) {
    return """
    apiVersion: audit.k8s.io/v1
    kind: Policy
    omitStages: [RequestReceived]
    rules:
    - level: Metadata
      users: %s
    - level: None
    """
        .formatted(users);
  }

  /** For kube-apiserver. */
  List<String> flags() {
    return flags;
  }

  /**
   * A request that was answered; of a watch, that it began.
   *
   * @param second when, as {@code 2026-01-01T00:00:00}
   */
  record Request(
      String user, String verb, String resource, String namespace, int code, String second) {

    /** {@code patch changerequests/status}, without names. */
    String kind() {
      return verb + " " + resource;
    }
  }

  /** A place in the log, to count from. */
  long mark() {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + log, e);
    }
  }

  /** What was asked since then. */
  List<Request> since(long mark) {
    try (var channel = Files.newByteChannel(log)) {
      var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - mark));
      channel.position(mark);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // until all that was there is read
      }
      var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
      var requests = new ArrayList<Request>();
      for (var line : text.split("\n", -1)) {
        if (line.endsWith("}")) {
          var event = JSON.readTree(line);
          if (counts(event)) {
            requests.add(request(event));
          }
        }
      }
      return requests;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + log, e);
    }
  }

  /** How many of each kind. */
  static Map<String, Long> byKind(List<Request> requests) {
    return requests.stream()
        .map(Request::kind)
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  private static boolean counts(JsonNode event) {
    var isWatch = event.path("verb").asText().equals("watch");
    return event.path("stage").asText().equals(isWatch ? "ResponseStarted" : "ResponseComplete");
  }

  private static Request request(JsonNode event) {
    var object = event.path("objectRef");
    var subresource = object.path("subresource").asText("");
    return new Request(
        event.at("/user/username").asText(),
        event.path("verb").asText(),
        object.path("resource").asText(event.path("requestURI").asText())
            + (subresource.isEmpty() ? "" : "/" + subresource),
        object.path("namespace").asText(""),
        event.at("/responseStatus/code").asInt(),
        event.path("stageTimestamp").asText().substring(0, "2026-01-01T00:00:00".length()));
  }
}
