package dev.headgate.faults.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;

/**
 * One request to an API server, as its URL and body say it.
 *
 * @param instance which operator asks
 * @param cluster {@code host} or {@code sandbox}
 * @param group empty for the core
 * @param resource the plural, such as {@code changerequests}; empty for discovery and health
 * @param namespace empty for what has none, and for lists over all
 * @param name empty for lists
 * @param dryRun whether nothing is to be stored
 * @param uid the precondition of a delete; empty when it has none
 */
public record Call(
    String instance,
    String cluster,
    String method,
    String group,
    String resource,
    String subresource,
    String namespace,
    String name,
    boolean watch,
    boolean dryRun,
    String uid) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  static Call of(
      String instance, String cluster, String method, String path, String query, byte[] body) {
    var parts = new ArrayDeque<>(List.of(path.replaceFirst("^/", "").split("/")));
    var group = "";
    if (parts.peek() != null && parts.peek().equals("apis") && parts.size() > 2) {
      parts.pop();
      group = parts.pop();
    } else if (parts.size() > 1) {
      parts.pop();
    }
    if (!parts.isEmpty()) {
      parts.pop(); // the version
    }
    var namespace = "";
    if (parts.size() > 2 && parts.peek().equals("namespaces") && !isOfNamespace(parts)) {
      parts.pop();
      namespace = parts.pop();
    }
    var resource = next(parts);
    var named = next(parts);
    var subresource = String.join("/", parts);
    var content = content(body);
    var name = named.isEmpty() ? content.at("/metadata/name").asText("") : named;
    return new Call(
        instance,
        cluster,
        method,
        group,
        resource,
        subresource,
        namespace,
        method.equals("GET") ? named : name,
        query.contains("watch=1") || query.contains("watch=true"),
        query.contains("dryRun="),
        content.at("/preconditions/uid").asText(""));
  }

  /** Whether something is to be changed; asking for a token changes nothing. */
  public boolean isWrite() {
    return !READS.contains(method)
        && !dryRun
        && !resource.startsWith("selfsubject")
        && !subresource.equals("token");
  }

  public boolean isList() {
    return method.equals("GET") && name.isEmpty() && !watch && !resource.isEmpty();
  }

  /** For people: {@code host PATCH gitrepositories/flux-system}. */
  @Override
  public String toString() {
    return "%s %s %s%s%s%s"
        .formatted(
            cluster,
            watch ? "WATCH" : method,
            resource,
            name.isEmpty() ? "" : "/" + name,
            subresource.isEmpty() ? "" : "/" + subresource,
            dryRun ? " (dry run)" : "");
  }

  /** {@code namespaces/NAME/status} and the like are about the namespace itself. */
  private static boolean isOfNamespace(ArrayDeque<String> parts) {
    var last = parts.peekLast();
    return parts.size() == 3 && (last.equals("status") || last.equals("finalize"));
  }

  private static String next(ArrayDeque<String> parts) {
    var part = parts.poll();
    return part == null ? "" : part;
  }

  /** Bodies are JSON, whatever their type says; what is not says nothing here. */
  private static JsonNode content(byte[] body) {
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
