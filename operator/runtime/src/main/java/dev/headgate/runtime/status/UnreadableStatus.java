package dev.headgate.runtime.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.runtime.kube.Announcer;
import dev.headgate.runtime.kube.FluxObject;
import dev.headgate.runtime.kube.ServerSideApply;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Says of an object that it cannot be read: as an event, and as conditions {@code Ready=False} and
 * {@code Stalled=True}. The rest of its status is written back as it stands, because a gate's
 * ledger is in it.
 */
public final class UnreadableStatus {

  private static final String REASON = "Unreadable";

  private final KubernetesClient client;
  private final ServerSideApply apply;
  private final Announcer announcer;
  private final Clock clock;

  public UnreadableStatus(
      KubernetesClient client, ServerSideApply apply, Announcer announcer, Clock clock) {
    this.client = client;
    this.apply = apply;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** Writes nothing when it has been said already. */
  public void say(CustomResource<?, ?> object, String why) {
    var kind = ResourceDefinitionContext.fromResourceType(object.getClass());
    var meta = object.getMetadata();
    var stored =
        client
            .genericKubernetesResources(kind)
            .inNamespace(meta.getNamespace())
            .withName(meta.getName())
            .get();
    if (stored == null) {
      return;
    }
    var status = FluxObject.of(stored).json().path("status");
    var said = said(status, why, meta.getGeneration());
    if (!said.equals(status)) {
      apply.status(kind, object, said);
      announcer.announce(object, true, REASON, why);
    }
  }

  private ObjectNode said(JsonNode status, String why, long generation) {
    var said = JsonNodeFactory.instance.objectNode();
    if (status instanceof ObjectNode before) {
      said.setAll(before.deepCopy());
    }
    var conditions = said.putArray("conditions");
    for (JsonNode condition : status.path("conditions")) {
      if (!condition.path("type").asText().matches("Ready|Reconciling|Stalled")) {
        conditions.add(condition);
      }
    }
    set(conditions, status, "Ready", "False", why, generation);
    set(conditions, status, "Stalled", "True", why, generation);
    return said;
  }

  private void set(
      ArrayNode conditions,
      JsonNode before,
      String type,
      String status,
      String why,
      long generation) {
    conditions
        .addObject()
        .put("type", type)
        .put("status", status)
        .put("reason", REASON)
        .put("message", why)
        .put("observedGeneration", generation)
        .put("lastTransitionTime", since(before, type, status));
  }

  private String since(JsonNode before, String type, String status) {
    for (JsonNode condition : before.path("conditions")) {
      if (condition.path("type").asText().equals(type)
          && condition.path("status").asText().equals(status)) {
        return condition.path("lastTransitionTime").asText();
      }
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return now.toString();
  }
}
