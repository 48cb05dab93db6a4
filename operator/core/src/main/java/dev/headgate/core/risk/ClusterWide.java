package dev.headgate.core.risk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Kinds of which one object decides for all namespaces. */
final class ClusterWide {

  private static final String ADMISSION = "admissionregistration.k8s.io";

  /** By group and kind, with what a change of it may do. */
  private static final Map<String, String> HIGH =
      Map.of(
          "apiregistration.k8s.io/APIService", "a part of the API is served by something else",
          "storage.k8s.io/StorageClass", "new volumes come from somewhere else",
          "storage.k8s.io/CSIDriver", "volumes are mounted in another way",
          "snapshot.storage.k8s.io/VolumeSnapshotClass", "backups are made in another way",
          "flowcontrol.apiserver.k8s.io/FlowSchema", "the API server serves others first",
          "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
              "the API server serves others first");

  private static final Map<String, String> MEDIUM =
      Map.of(
          "node.k8s.io/RuntimeClass", "pods run in another way",
          "networking.k8s.io/IngressClass", "another controller may take the ingresses",
          "kyverno.io/ClusterPolicy", "admission in all namespaces is changed",
          "policies.kyverno.io/ValidatingPolicy", "admission in all namespaces is changed",
          "policies.kyverno.io/MutatingPolicy", "admission in all namespaces is changed",
          "cert-manager.io/ClusterIssuer", "the issuer of all certificates is changed",
          "external-secrets.io/ClusterSecretStore", "where all secrets come from is changed");

  private static final Set<String> WEBHOOKS =
      Set.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");
  private static final Set<String> POLICIES =
      Set.of(
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding",
          "MutatingAdmissionPolicy",
          "MutatingAdmissionPolicyBinding");

  private ClusterWide() {}

  static Stream<Reason> webhook(Change change) {
    if (!change.key().group().equals(ADMISSION) || !WEBHOOKS.contains(change.key().kind())) {
      return Stream.empty();
    }
    var stops =
        change
            .fieldAfter("webhooks")
            .valueStream()
            .anyMatch(hook -> fails(hook) && broad(hook.path("rules")));
    return Stream.of(
        stops
            ? Reason.high(change, "while this webhook is down nobody can write what it watches")
            : Reason.medium(change, "a webhook that judges or changes objects is changed"));
  }

  static Stream<Reason> admissionPolicy(Change change) {
    if (!change.key().group().equals(ADMISSION) || !POLICIES.contains(change.key().kind())) {
      return Stream.empty();
    }
    var spec = change.fieldAfter("spec");
    var stops = fails(spec) && broad(spec.path("matchConstraints").path("resourceRules"));
    return Stream.of(
        stops
            ? Reason.high(change, "a policy over nearly everything denies when it cannot judge")
            : Reason.medium(change, "what the API server admits is changed"));
  }

  /** Fail is the default of {@code failurePolicy}. */
  private static boolean fails(JsonNode node) {
    return node.isObject() && !node.path("failurePolicy").asText().equals("Ignore");
  }

  private static boolean broad(JsonNode rules) {
    return rules
        .valueStream()
        .anyMatch(
            rule ->
                contains(rule.path("resources"), "*", "*/*", "pods", "pods/*", "namespaces")
                    || contains(rule.path("apiGroups"), "*"));
  }

  private static boolean contains(JsonNode list, String... wanted) {
    return list.valueStream().anyMatch(item -> List.of(wanted).contains(item.asText()));
  }

  static Stream<Reason> clusterKind(Change change) {
    var kind = change.key().group() + "/" + change.key().kind();
    var high = HIGH.get(kind);
    if (high != null) {
      var reason = Reason.high(change, high);
      return Stream.of(kind.contains("storage.k8s.io") ? reason.noSandboxTells() : reason);
    }
    var medium = MEDIUM.get(kind);
    return medium == null ? Stream.empty() : Stream.of(Reason.medium(change, medium));
  }

  static Stream<Reason> priorityClass(Change change) {
    if (!change.key().isA("scheduling.k8s.io", "PriorityClass")) {
      return Stream.empty();
    }
    var global =
        change.fieldAfter("globalDefault").asBoolean()
            || change.fieldBefore("globalDefault").asBoolean();
    return Stream.of(
        global
            ? Reason.high(change, "the priority of all pods that name none is changed")
            : Reason.medium(change, "which pods give way to others is changed"));
  }

  static Stream<Reason> namespace(Change change) {
    if (!change.key().isA("", "Namespace") || change.op() != Change.Op.UPDATE) {
      return Stream.empty();
    }
    var labels =
        Stream.of(change.fieldBefore("metadata", "labels"), change.fieldAfter("metadata", "labels"))
            .flatMap(side -> side.propertyStream().map(Map.Entry::getKey))
            .distinct()
            .filter(label -> change.differsAt("metadata", "labels", label))
            .sorted()
            .toList();
    return labels.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Reason.medium(
                change,
                "labels that policies select by are changed: " + String.join(", ", labels)));
  }
}
