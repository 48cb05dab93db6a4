package dev.headgate.local.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Writes the status of a GitRepository as source-controller does: after a failure the old artifact
 * stays.
 */
record SourceStatus(KubernetesClient client, GenericKubernetesResource source, JsonNode old) {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("source-controller")
          .withForce(true)
          .build();

  sealed interface Outcome {}

  record Published(String revision, String digest, String path, String url, int size)
      implements Outcome {}

  record Failed(String message) implements Outcome {}

  /** Nothing is written if nothing changed. */
  void write(Outcome outcome) {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var status = client.getKubernetesSerialization().convertValue(Map.of(), ObjectNode.class);
    switch (outcome) {
      case Published published -> {
        status.put("observedGeneration", generation());
        status.set("artifact", artifact(published, now));
        var message = "stored artifact for revision '%s'".formatted(published.revision());
        addCondition(status, "Ready", "True", "Succeeded", message, now);
        addCondition(status, "ArtifactInStorage", "True", "Succeeded", message, now);
      }
      case Failed(var message) -> {
        keep(status, "observedGeneration");
        keep(status, "artifact");
        addCondition(status, "Ready", "False", "GitOperationFailed", message, now);
        addCondition(status, "FetchFailed", "True", "GitOperationFailed", message, now);
      }
    }
    var requestedAt = SourceStandIn.requestedAt(source);
    if (requestedAt != null) {
      status.put("lastHandledReconcileAt", requestedAt);
    }
    if (!status.equals(old)) {
      patch(status);
    }
  }

  private void keep(ObjectNode status, String field) {
    if (old.has(field)) {
      status.set(field, old.path(field).deepCopy());
    }
  }

  private ObjectNode artifact(Published published, String now) {
    var artifact = client.getKubernetesSerialization().convertValue(Map.of(), ObjectNode.class);
    var before = old.path("artifact");
    var same =
        before.path("digest").asText().equals(published.digest())
            && before.path("revision").asText().equals(published.revision());
    artifact.put("digest", published.digest());
    artifact.put("lastUpdateTime", same ? before.path("lastUpdateTime").asText() : now);
    artifact.put("path", published.path());
    artifact.put("revision", published.revision());
    artifact.put("size", published.size());
    artifact.put("url", published.url());
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
    for (var condition : old.path("conditions")) {
      if (condition.path("type").asText().equals(type)
          && condition.path("status").asText().equals(value)) {
        return condition.path("lastTransitionTime").asText();
      }
    }
    return now;
  }

  /** As an int, because that is what it is read as; a long would never be equal to it. */
  private int generation() {
    return Math.toIntExact(source.getMetadata().getGeneration());
  }

  private void patch(ObjectNode status) {
    var bare =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(source.getApiVersion())
            .withKind(source.getKind())
            .withNewMetadata()
            .withName(source.getMetadata().getName())
            .withNamespace(source.getMetadata().getNamespace())
            .withUid(source.getMetadata().getUid())
            .endMetadata()
            .addToAdditionalProperties("status", status)
            .build();
    client
        .genericKubernetesResources(SourceStandIn.GIT_REPOSITORIES)
        .inNamespace(source.getMetadata().getNamespace())
        .resource(bare)
        .subresource("status")
        .patch(APPLY);
  }
}
