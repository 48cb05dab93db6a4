package dev.headgate.runtime.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.tree.Revision;
import dev.headgate.runtime.artifact.Artifact;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * An object of Flux as JSON, with the readings that Headgate needs. Missing fields read as empty.
 */
public record FluxObject(ObjectNode json) {

  public static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

  static final ObjectMapper JSON = new ObjectMapper();

  public static FluxObject of(GenericKubernetesResource resource) {
    return new FluxObject(JSON.valueToTree(resource));
  }

  public String kind() {
    return json.path("kind").asText();
  }

  public String namespace() {
    return json.at("/metadata/namespace").asText();
  }

  public String name() {
    return json.at("/metadata/name").asText();
  }

  public String uid() {
    return json.at("/metadata/uid").asText();
  }

  public String resourceVersion() {
    return json.at("/metadata/resourceVersion").asText();
  }

  public ObjectKey key() {
    var apiVersion = json.path("apiVersion").asText();
    var slash = apiVersion.indexOf('/');
    return new ObjectKey(
        slash < 0 ? "" : apiVersion.substring(0, slash), kind(), namespace(), name());
  }

  public ObjectNode spec() {
    return json.path("spec") instanceof ObjectNode spec
        ? spec
        : JsonNodeFactory.instance.objectNode();
  }

  public Optional<String> text(String pointer) {
    var node = json.at(pointer);
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
  }

  public boolean flag(String pointer) {
    return json.at(pointer).asBoolean(false);
  }

  public Optional<String> annotation(String name) {
    return Optional.ofNullable(json.at("/metadata/annotations").get(name)).map(JsonNode::asText);
  }

  public Optional<String> label(String name) {
    return Optional.ofNullable(json.at("/metadata/labels").get(name)).map(JsonNode::asText);
  }

  /** What the source shows now, when it shows anything. */
  public Optional<Artifact> artifact() {
    var artifact = json.at("/status/artifact");
    return !artifact.path("revision").asText("").isBlank()
        ? Optional.of(
            new Artifact(
                artifact.path("url").asText(),
                artifact.path("digest").asText(),
                new Revision(artifact.path("revision").asText())))
        : Optional.empty();
  }

  /** Whether its controller has acted on the spec as it is now. */
  public boolean isObserved() {
    return json.at("/status/observedGeneration").asLong(-1)
        == json.at("/metadata/generation").asLong();
  }

  /** Whether the last attempt failed; one that is under way is no failure. */
  public boolean isFailing() {
    return condition("Ready")
        .filter(ready -> ready.path("status").asText().equals("False"))
        .filter(ready -> !ready.path("reason").asText().startsWith("Progressing"))
        .isPresent();
  }

  public Optional<JsonNode> condition(String type) {
    return StreamSupport.stream(json.at("/status/conditions").spliterator(), false)
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst();
  }

  /** The field managers that own a field, such as {@code /f:spec/f:ref/f:commit}. */
  public List<String> owners(String fieldsPointer) {
    return StreamSupport.stream(json.at("/metadata/managedFields").spliterator(), false)
        .filter(entry -> !entry.path("fieldsV1").at(fieldsPointer).isMissingNode())
        .map(entry -> entry.path("manager").asText())
        .distinct()
        .toList();
  }
}
