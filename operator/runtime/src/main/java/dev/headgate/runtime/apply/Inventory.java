package dev.headgate.runtime.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.ServedKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  private static final int KEYS_IN_A_CHUNK = 2_000;
  private static final String CHANGE_OF_INVENTORY = "headgate.dev/inventory-of";

  static final ServedKind CONFIG_MAPS =
      new ServedKind("", "v1", "ConfigMap", "configmaps", true, Set.of("list", "delete"));

  private final ApiServer server;

  Inventory(ApiServer server) {
    this.server = server;
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
  }

  /** Either the record, or why it could not be written. */
  sealed interface Recording {
    record Done(Recorded recorded) implements Recording {}

    record Failed(String reason) implements Recording {}
  }

  /** Writes the keys down, and the namespaces that they need. */
  Recording record(String changeUid, Collection<ObjectKey> keys) throws InterruptedException {
    var all = new TreeSet<>(keys);
    keys.stream().map(ObjectKey::namespace).map(Inventory::namespaceKey).forEach(all::add);
    var failure = write(namespace());
    var rest = new ArrayList<>(all);
    for (int chunk = 0; failure.isEmpty() && chunk * KEYS_IN_A_CHUNK < rest.size(); chunk++) {
      var from = chunk * KEYS_IN_A_CHUNK;
      var to = Math.min(rest.size(), from + KEYS_IN_A_CHUNK);
      failure = write(configMap(changeUid, chunk, rest.subList(from, to)));
    }
    return failure
        .<Recording>map(Recording.Failed::new)
        .orElseGet(() -> new Recording.Done(new Recorded(changeUid, all)));
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

  private static JsonNode configMap(String changeUid, int chunk, List<ObjectKey> keys) {
    var map = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata")
        .put("name", "headgate-inventory-" + changeUid + "-" + chunk)
        .putObject("labels")
        .put(CHANGE_OF_INVENTORY, changeUid);
    var lines = new StringBuilder();
    keys.forEach(key -> lines.append(key).append('\n'));
    map.putObject("data").put("objects", lines.toString());
    return map;
  }

  /** The inventories of all changes that are in the sandbox. */
  Listed all() throws InterruptedException {
    return Objects.metadata(server, inNamespace(), CHANGE_OF_INVENTORY);
  }

  Listed of(String changeUid) throws InterruptedException {
    return Objects.metadata(server, inNamespace(), CHANGE_OF_INVENTORY + "=" + changeUid);
  }

  static String changeOf(JsonNode inventory) {
    return inventory.at("/metadata/labels").path(CHANGE_OF_INVENTORY).asText("");
  }

  /** ConfigMaps of our namespace only, so that a list needs no right beyond it. */
  private static ServedKind inNamespace() {
    return new ServedKind(
        "", "v1", "ConfigMap", "namespaces/" + Labels.NAMESPACE + "/configmaps", false, Set.of());
  }
}
