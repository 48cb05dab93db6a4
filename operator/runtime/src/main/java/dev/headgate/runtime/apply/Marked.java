package dev.headgate.runtime.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.ServedKind;
import java.util.Optional;
import java.util.Set;

/**
 * An object in a sandbox that is ours to delete, as it was seen.
 *
 * @param going whether its deletion has begun
 * @param hangs whether that waits for a finalizer
 */
record Marked(ServedKind kind, ObjectKey key, String uid, boolean going, boolean hangs) {

  /** Their pods outlive them for a while, unless one waits. */
  private static final Set<String> WITH_PODS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob");

  static Marked of(ServedKind kind, JsonNode object) {
    var metadata = object.path("metadata");
    var going = metadata.has("deletionTimestamp");
    return new Marked(
        kind,
        new ObjectKey(
            kind.group(),
            kind.kind(),
            metadata.path("namespace").asText(""),
            metadata.path("name").asText("")),
        metadata.path("uid").asText(""),
        going,
        going && !metadata.path("finalizers").isEmpty());
  }

  String describe() {
    return key + (going ? " (is being deleted)" : "");
  }

  /**
   * Deletes it, a workload after its pods, or, when it hangs and {@code force}, takes away its
   * finalizers. Returns why nobody answered, if so; a refusal shows when it is still there later.
   */
  Optional<String> delete(ApiServer server, boolean force) throws InterruptedException {
    if (going && !(force && hangs)) {
      return Optional.empty();
    }
    var path = kind.path(key);
    var request =
        going
            ? ApiRequest.merge(path, withoutFinalizers())
            : WITH_PODS.contains(kind.kind())
                ? ApiRequest.deleteAfterDependents(path, uid)
                : ApiRequest.delete(path, uid);
    return server.send(request) instanceof Answer.Unreachable(var reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  /** The UID makes it a conflict when the object is another one by now. */
  private String withoutFinalizers() {
    var patch = Json.object();
    patch.putObject("metadata").put("uid", uid).putNull("finalizers");
    return Json.text(patch);
  }
}
