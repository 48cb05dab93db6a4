package dev.headgate.runtime.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.sandbox.Resident;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.ServedKind;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The keys of all that a change will put into a sandbox, written into the sandbox itself before the
 * first of them: ConfigMaps {@code headgate-inventory-<uid>-<n>}. Whoever comes after a crash finds
 * what to clean, and everybody sees that the sandbox is taken.
 */
final class Inventory {

  /** An API server takes objects of about 1.5 MiB; keys are ASCII. */
  private static final int CHARS_IN_A_CHUNK = 256 * 1024;

  private static final String OBJECTS = "objects";
  private static final String BY_FLUX = "flux";
  private static final String CHANGE_OF_INVENTORY = "headgate.dev/inventory-of";

  static final ServedKind CONFIG_MAPS =
      new ServedKind("", "v1", "ConfigMap", "configmaps", true, Set.of("list", "delete"));

  private final ApiServer server;
  private final String hostUid;

  Inventory(SandboxClient sandbox) {
    this.server = sandbox.server();
    this.hostUid = sandbox.hostUid();
  }

  /** That the keys are written down; there is no applying without it. */
  static final class Recorded {
    private final String changeUid;
    private final SortedSet<ObjectKey> keys;

    private Recorded(String changeUid, SortedSet<ObjectKey> keys) {
      this.changeUid = changeUid;
      this.keys = keys;
    }

    String changeUid() {
      return changeUid;
    }

    boolean contains(ObjectKey key) {
      return keys.contains(key);
    }

    /** The same for an object that is there. */
    boolean isMeant(ObjectKey key) {
      return names(keys, key);
    }
  }

  /** Either the record, or why it could not be written. */
  sealed interface Recording {
    record Done(Recorded recorded) implements Recording {}

    record Failed(String reason) implements Recording {}
  }

  /**
   * Writes the keys down, and the namespaces that they need.
   *
   * @param byFlux what Flux in the sandbox will make, none of which was there before
   */
  Recording record(String changeUid, Collection<ObjectKey> keys, Collection<ObjectKey> byFlux)
      throws InterruptedException {
    var all = new TreeSet<>(keys);
    keys.stream().map(ObjectKey::namespace).map(Inventory::namespaceKey).forEach(all::add);
    var failure = write(namespace());
    if (failure.isEmpty()) {
      failure = write(changeUid, "", OBJECTS, all);
    }
    if (failure.isEmpty() && !byFlux.isEmpty()) {
      failure = write(changeUid, "flux-", BY_FLUX, new TreeSet<>(byFlux));
    }
    return failure
        .<Recording>map(Recording.Failed::new)
        .orElseGet(() -> new Recording.Done(new Recorded(changeUid, all)));
  }

  private Optional<String> write(
      String changeUid, String infix, String field, SortedSet<ObjectKey> keys)
      throws InterruptedException {
    Optional<String> failure = Optional.empty();
    var chunks = InventoryText.chunks(keys, CHARS_IN_A_CHUNK);
    for (int i = 0; failure.isEmpty() && i < chunks.size(); i++) {
      failure = write(configMap(changeUid, infix + i, field, chunks.get(i)));
    }
    return failure;
  }

  /**
   * What one ConfigMap holds.
   *
   * @param objects that we apply
   * @param byFlux that Flux makes of what we apply
   */
  record Kept(SortedSet<ObjectKey> objects, SortedSet<ObjectKey> byFlux) {}

  /** What was written down for the change; empty when nothing was, or no longer is. */
  Listed<Kept> recorded(String changeUid) throws InterruptedException {
    return Objects.whole(
        server,
        inNamespace(),
        selector(changeUid),
        map -> new Kept(keys(map, OBJECTS), keys(map, BY_FLUX)));
  }

  private static SortedSet<ObjectKey> keys(JsonNode map, String field) {
    return InventoryText.keys(map.path("data").path(field).asText(""));
  }

  /** Whether the keys of manifests, which may leave the namespace open, name an object. */
  static boolean names(SortedSet<ObjectKey> keys, ObjectKey object) {
    return keys.contains(object)
        || (object.namespace().equals("default")
            && keys.contains(new ObjectKey(object.group(), object.kind(), "", object.name())));
  }

  static ObjectKey namespaceKey(String namespace) {
    return new ObjectKey("", "Namespace", "", namespace.isEmpty() ? "default" : namespace);
  }

  private Optional<String> write(JsonNode object) throws InterruptedException {
    var name = object.at("/metadata/name").asText();
    var path =
        object.path("kind").asText().equals("Namespace")
            ? "/api/v1/namespaces/" + name
            : CONFIG_MAPS.path(Labels.NAMESPACE, name);
    var request =
        ApiRequest.apply(
            path + "?force=true&fieldManager=" + Labels.FIELD_MANAGER, Json.text(object));
    return switch (server.send(request)) {
      case Answer.Ok(var body) -> Optional.empty();
      case Answer.Rejected rejected -> Optional.of("inventory " + name + ": " + rejected.message());
      case Answer.Unreachable(var reason) -> Optional.of("inventory " + name + ": " + reason);
    };
  }

  private static JsonNode namespace() {
    var namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
    namespace.putObject("metadata").put("name", Labels.NAMESPACE);
    return namespace;
  }

  private JsonNode configMap(String changeUid, String chunk, String field, String keys) {
    var map = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata")
        .put("name", "headgate-inventory-" + changeUid + "-" + chunk)
        .putObject("labels")
        .put(CHANGE_OF_INVENTORY, changeUid)
        .put(Labels.HOST, hostUid);
    map.putObject("data").put(field, keys);
    return map;
  }

  /** Whose each inventory in the sandbox is; a change may have several. */
  Listed<Resident> residents() throws InterruptedException {
    return Objects.metadata(
        server,
        inNamespace(),
        CHANGE_OF_INVENTORY,
        map -> {
          var labels = map.at("/metadata/labels");
          return new Resident(
              labels.path(CHANGE_OF_INVENTORY).asText(""), labels.path(Labels.HOST).asText(""));
        });
  }

  /** The ConfigMaps of one change, for whoever deletes them. */
  Listed<Marked> of(String changeUid) throws InterruptedException {
    return Objects.metadata(
        server, inNamespace(), selector(changeUid), map -> Marked.of(CONFIG_MAPS, map));
  }

  private static String selector(String changeUid) {
    return CHANGE_OF_INVENTORY + "=" + changeUid;
  }

  /** ConfigMaps of our namespace only, so that a list needs no right beyond it. */
  private static ServedKind inNamespace() {
    return new ServedKind(
        "", "v1", "ConfigMap", "namespaces/" + Labels.NAMESPACE + "/configmaps", false, Set.of());
  }
}
