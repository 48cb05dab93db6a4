package dev.headgate.chart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.local.LocalCluster;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.ServedKind;
import dev.headgate.runtime.rest.ServedKinds;
import dev.headgate.runtime.rest.ServedKinds.Discovered;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that a cluster holds, read by an administrator. */
final class Listing {

  /** Written by controllers whenever they like. */
  private static final Set<String> RESTLESS = Set.of("Event", "Lease", "Endpoints");

  private Listing() {}

  /**
   * Object to what identifies it: within the namespace its UID and resourceVersion, elsewhere,
   * where others write too, its UID. What a controller made for another object goes without saying,
   * as does what is in a namespace that is being deleted.
   */
  static Map<String, String> of(LocalCluster cluster, String namespace)
      throws InterruptedException {
    var server = ApiServer.of(cluster.client());
    var found = new TreeMap<String, String>();
    var leaving = new TreeSet<String>();
    for (var kind : kinds(server).preferred()) {
      if (kind.can("list") && !RESTLESS.contains(kind.kind())) {
        for (JsonNode object : items(server, kind)) {
          note(kind, object.path("metadata"), namespace, found, leaving);
        }
      }
    }
    found.keySet().removeIf(key -> leaving.stream().anyMatch(gone -> key.startsWith(gone + "/")));
    return found;
  }

  private static void note(
      ServedKind kind,
      JsonNode metadata,
      String namespace,
      Map<String, String> found,
      Set<String> leaving) {
    var name = metadata.path("name").asText();
    var uid = metadata.path("uid").asText();
    var where = metadata.path("namespace").asText();
    if (kind.kind().equals("Namespace") && metadata.has("deletionTimestamp")) {
      leaving.add(name);
    } else if (!metadata.has("ownerReferences")) {
      var isOurs = where.equals(namespace) || name.equals(namespace);
      found.put(
          "%s/%s.%s %s".formatted(where, kind.plural(), kind.group(), name),
          isOurs ? uid + " at " + metadata.path("resourceVersion").asText() : uid);
    }
  }

  private static ServedKinds kinds(ApiServer server) throws InterruptedException {
    return switch (ServedKinds.discover(server)) {
      case Discovered.Known(var kinds) -> kinds;
      case Discovered.Failed(var reason) -> throw new AssertionError(reason);
    };
  }

  private static JsonNode items(ApiServer server, ServedKind kind) throws InterruptedException {
    return switch (server.send(ApiRequest.listMetadata(kind.collection()))) {
      case Answer.Ok(var list) -> list.path("items");
      case Answer other -> throw new AssertionError(kind.collection() + ": " + other);
    };
  }
}
