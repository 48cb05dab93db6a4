package dev.headgate.local.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the status of a source as source-controller does: after a failure the old artifact stays,
 * as long as it is in storage.
 */
record SourceStatus(
    KubernetesClient client, Storage storage, GenericKubernetesResource object, Source source) {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("source-controller")
          .withForce(true)
          .build();

  sealed interface Outcome {}

  record Published(
      String revision,
      Storage.Stored stored,
      Map<String, String> metadata,
      Optional<Verification> verification)
      implements Outcome {}

  record Failed(String reason, String message, Optional<Verification> verification)
      implements Outcome {}

  /** What came of {@code spec.verify}. */
  record Verification(boolean holds, String message) {}

  /** Nothing is written if nothing changed. */
  void write(Outcome outcome) {
    var old = source.status();
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var status = client.getKubernetesSerialization().convertValue(Map.of(), ObjectNode.class);
    switch (outcome) {
      case Published published -> {
        status.put("observedGeneration", generation());
        status.set("artifact", artifact(published, now));
        var message = source.kind().stored(published.revision());
        addCondition(status, "Ready", "True", "Succeeded", message, now);
        addCondition(status, "ArtifactInStorage", "True", "Succeeded", message, now);
        published.verification().ifPresent(found -> addVerification(status, found, now));
      }
      case Failed failed -> {
        keep(status, "observedGeneration");
        if (storage.has(old.at("/artifact/path").asText())) {
          keep(status, "artifact");
        }
        addCondition(status, "Ready", "False", failed.reason(), failed.message(), now);
        failed
            .verification()
            .ifPresentOrElse(
                found -> addVerification(status, found, now),
                () ->
                    addCondition(
                        status, "FetchFailed", "True", failed.reason(), failed.message(), now));
      }
    }
    var requestedAt = SourceStandIn.requestedAt(object);
    if (requestedAt != null) {
      status.put("lastHandledReconcileAt", requestedAt);
    }
    if (!status.equals(old)) {
      patch(status);
    }
  }

  private void addVerification(ObjectNode status, Verification found, String now) {
    addCondition(
        status,
        "SourceVerified",
        found.holds() ? "True" : "False",
        found.holds() ? "Succeeded" : "VerificationError",
        found.message(),
        now);
  }

  private void keep(ObjectNode status, String field) {
    var old = source.status();
    if (old.has(field)) {
      status.set(field, old.path(field).deepCopy());
    }
  }

  private ObjectNode artifact(Published published, String now) {
    var artifact = client.getKubernetesSerialization().convertValue(Map.of(), ObjectNode.class);
    var before = source.status().path("artifact");
    var same =
        before.path("digest").asText().equals(published.stored().digest())
            && before.path("revision").asText().equals(published.revision());
    artifact.put("digest", published.stored().digest());
    artifact.put("lastUpdateTime", same ? before.path("lastUpdateTime").asText() : now);
    artifact.put("path", published.stored().path());
    artifact.put("revision", published.revision());
    artifact.put("size", published.stored().size());
    artifact.put("url", published.stored().url());
    if (!published.metadata().isEmpty()) {
      published.metadata().forEach(artifact.putObject("metadata")::put);
    }
    return artifact;
  }

  private void addCondition(
      ObjectNode status, String type, String value, String reason, String message, String now) {
    var condition = status.withArray("conditions").addObject();
    condition.put("type", type);
    condition.put("status", value);
    condition.put("reason", reason);
    condition.put("message", message);
    condition.put("observedGeneration", generation());
    condition.put("lastTransitionTime", transition(type, value, now));
  }

  private String transition(String type, String value, String now) {
    for (var condition : source.status().path("conditions")) {
      if (condition.path("type").asText().equals(type)
          && condition.path("status").asText().equals(value)) {
        return condition.path("lastTransitionTime").asText();
      }
    }
    return now;
  }

  /** As an int, because that is what it is read as; a long would never be equal to it. */
  private int generation() {
    return Math.toIntExact(object.getMetadata().getGeneration());
  }

  private void patch(ObjectNode status) {
    var bare =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(object.getApiVersion())
            .withKind(object.getKind())
            .withNewMetadata()
            .withName(object.getMetadata().getName())
            .withNamespace(object.getMetadata().getNamespace())
            .withUid(object.getMetadata().getUid())
            .endMetadata()
            .addToAdditionalProperties("status", status)
            .build();
    client
        .genericKubernetesResources(source.kind().resources())
        .inNamespace(object.getMetadata().getNamespace())
        .resource(bare)
        .subresource("status")
        .patch(APPLY);
  }
}
