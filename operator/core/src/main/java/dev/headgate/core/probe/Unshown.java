package dev.headgate.core.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run in a sandbox never shows, however well it goes: load balancers, the data in volumes,
 * the host's own nodes, services outside.
 */
final class Unshown {

  private Unshown() {}

  /**
   * The gaps of a change set, each with its object.
   *
   * @param taken what the sandbox took of it; what it did not take is a gap already
   */
  static List<Gap> gaps(ChangeSet changes, Set<ObjectKey> taken) {
    return changes.changes().stream()
        .filter(change -> taken.contains(change.key()))
        .flatMap(
            change ->
                why(change)
                    .map(why -> new Gap(Gap.Kind.NOT_EXERCISED, change.key().toString(), why))
                    .stream())
        .toList();
  }

  private static Optional<String> why(Change change) {
    return change.after().flatMap(after -> why(after, change.op() == Change.Op.UPDATE));
  }

  private static Optional<String> why(Manifest after, boolean wasThere) {
    var spec = after.content().path("spec");
    return switch (after.key().group() + "/" + after.key().kind()) {
      case "/Service" ->
          spec.path("type").asText().equals("LoadBalancer")
              ? Optional.of("no sandbox has its load balancer, so nobody came in from outside")
              : Optional.empty();
      case "networking.k8s.io/Ingress" -> Optional.of("no traffic came in from outside");
      case "/PersistentVolumeClaim" ->
          wasThere
              ? Optional.of("its volume was empty there: what becomes of its data is not known")
              : Optional.empty();
      case "apps/DaemonSet" -> Optional.of("it ran on the sandbox's nodes, not on the host's");
      case "apps/StatefulSet", "apps/Deployment" ->
          wasThere && hasVolumes(spec)
              ? Optional.of("it ran on empty volumes: what it does to its data is not known")
              : Optional.empty();
      case "batch/CronJob" -> Optional.of("its next run was not waited for");
      case "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
          "admissionregistration.k8s.io/MutatingWebhookConfiguration" ->
          callsOutside(after.content())
              ? Optional.of("it calls a service outside of the sandbox")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean hasVolumes(JsonNode spec) {
    return !spec.path("volumeClaimTemplates").isEmpty()
        || spec.at("/template/spec/volumes")
            .valueStream()
            .anyMatch(volume -> volume.has("persistentVolumeClaim"));
  }

  private static boolean callsOutside(JsonNode configuration) {
    return configuration
        .path("webhooks")
        .valueStream()
        .anyMatch(webhook -> webhook.path("clientConfig").has("url"));
  }
}
