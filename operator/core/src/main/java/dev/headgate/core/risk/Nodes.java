package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Change;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs on every node with the node's own rights: no virtual cluster has such nodes. */
final class Nodes {

  private Nodes() {}

  static Stream<Reason> nodeDaemon(ChangeFacts facts) {
    return facts
        .changes()
        .filter(change -> change.key().isA("apps", "DaemonSet"))
        .filter(change -> change.op() != Change.Op.DELETE && touchesNode(change))
        .filter(change -> !VersionMoves.isRoutine(change, facts))
        .map(
            change ->
                Reason.medium(change, "a DaemonSet with rights on the nodes is changed")
                    .noSandboxTells());
  }

  /** Installed by a chart that is not at hand; known by its name. */
  static Stream<Reason> nodeSoftware(ChangeFacts facts) {
    return facts
        .changes()
        .filter(change -> change.op() != Change.Op.DELETE)
        .filter(change -> Components.roleOf(change, facts).equals(Optional.of(Role.NODE)))
        .filter(change -> !VersionMoves.isRoutine(change, facts))
        .map(change -> Reason.medium(change, "software on the nodes is changed").noSandboxTells());
  }

  private static boolean touchesNode(Change change) {
    var pod = change.fieldAfter("spec", "template", "spec");
    return pod.path("hostNetwork").asBoolean()
        || pod.path("hostPID").asBoolean()
        || pod.path("volumes").valueStream().anyMatch(volume -> volume.has("hostPath"))
        || Stream.of("containers", "initContainers")
            .flatMap(field -> pod.path(field).valueStream())
            .anyMatch(Nodes::isPrivileged);
  }

  private static boolean isPrivileged(JsonNode container) {
    return container.path("securityContext").path("privileged").asBoolean();
  }
}
