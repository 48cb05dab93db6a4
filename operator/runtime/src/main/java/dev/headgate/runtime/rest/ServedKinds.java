package dev.headgate.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an API server serves, from its aggregated discovery (two requests; served by Kubernetes 1.30
 * and later, and as v2beta1 since 1.27).
 */
public final class ServedKinds {

  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList";

  private final Map<String, ServedKind> byVersionAndKind;

  private ServedKinds(Map<String, ServedKind> byVersionAndKind) {
    this.byVersionAndKind = byVersionAndKind;
  }

  /** Either what is served, or why that could not be learned. */
  public sealed interface Discovered {
    record Known(ServedKinds kinds) implements Discovered {}

    record Failed(String reason) implements Discovered {}
  }

  public static Discovered discover(ApiServer server) throws InterruptedException {
    var kinds = new LinkedHashMap<String, ServedKind>();
    for (String root : List.of("/api", "/apis")) {
      switch (server.send(ApiRequest.get(root).accepting(AGGREGATED))) {
        case Answer.Ok(var body) when body.path("kind").asText().equals("APIGroupDiscoveryList") ->
            add(body, kinds);
        case Answer.Ok(var body) -> {
          return new Discovered.Failed("it has no aggregated discovery (Kubernetes before 1.27)");
        }
        case Answer.Rejected rejected -> {
          return new Discovered.Failed("discovery: " + rejected.message());
        }
        case Answer.Unreachable(var reason) -> {
          return new Discovered.Failed("discovery: " + reason);
        }
      }
    }
    return new Discovered.Known(new ServedKinds(kinds));
  }

  private static void add(JsonNode discovery, Map<String, ServedKind> kinds) {
    for (JsonNode group : discovery.path("items")) {
      var groupName = group.path("metadata").path("name").asText("");
      for (JsonNode version : group.path("versions")) {
        for (JsonNode resource : version.path("resources")) {
          var kind = kind(groupName, version.path("version").asText(""), resource);
          kinds.putIfAbsent(kind.apiVersion() + " " + kind.kind(), kind);
        }
      }
    }
  }

  private static ServedKind kind(String group, String version, JsonNode resource) {
    var verbs = new TreeSet<String>();
    resource.path("verbs").forEach(verb -> verbs.add(verb.asText()));
    return new ServedKind(
        group,
        version,
        resource.path("responseKind").path("kind").asText(""),
        resource.path("resource").asText(""),
        resource.path("scope").asText("").equals("Namespaced"),
        verbs);
  }

  public Optional<ServedKind> find(String apiVersion, String kind) {
    return Optional.ofNullable(byVersionAndKind.get(apiVersion + " " + kind));
  }

  /** Each kind in each of its versions. */
  public Collection<ServedKind> all() {
    return List.copyOf(byVersionAndKind.values());
  }

  /** Each kind once, in the version that the server prefers. */
  public Collection<ServedKind> preferred() {
    var preferred = new LinkedHashMap<String, ServedKind>();
    byVersionAndKind
        .values()
        .forEach(kind -> preferred.putIfAbsent(kind.group() + "/" + kind.kind(), kind));
    return new ArrayList<>(preferred.values());
  }
}
