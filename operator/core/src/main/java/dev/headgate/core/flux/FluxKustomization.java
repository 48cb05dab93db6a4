package dev.headgate.core.flux;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.core.change.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Kustomization of {@code kustomize.toolkit.fluxcd.io}, as it stands in the cluster or in a tree.
 * (kustomize's own kind of that name is a {@link KustomizationFile}.)
 */
public record FluxKustomization(String namespace, String name, ObjectNode content) {

  public static final String GROUP = "kustomize.toolkit.fluxcd.io";
  public static final String KIND = "Kustomization";

  private static final String OWNER_NAME = GROUP + "/name";
  private static final String OWNER_NAMESPACE = GROUP + "/namespace";
  private static final String DEFAULT_NAMESPACE = "default";

  /** Empty when {@code object} is of another kind or has no name. */
  public static Optional<FluxKustomization> of(JsonNode object) {
    var metadata = object.path("metadata");
    if (!(object instanceof ObjectNode content)
        || !object.path("apiVersion").asText().startsWith(GROUP + "/")
        || !object.path("kind").asText().equals(KIND)
        || metadata.path("name").asText().isEmpty()) {
      return Optional.empty();
    }
    var namespace = metadata.path("namespace").asText();
    return Optional.of(
        new FluxKustomization(
            namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace,
            metadata.path("name").asText(),
            content));
  }

  /** {@code namespace/name}, as objects name the Kustomization they belong to. */
  public String id() {
    return namespace + "/" + name;
  }

  public ObjectKey key() {
    return new ObjectKey(GROUP, KIND, namespace, name);
  }

  public JsonNode spec() {
    return content.path("spec");
  }

  public SourceRef sourceRef() {
    var ref = spec().path("sourceRef");
    var refNamespace = ref.path("namespace").asText();
    return new SourceRef(
        ref.path("kind").asText(),
        refNamespace.isEmpty() ? namespace : refNamespace,
        ref.path("name").asText());
  }

  /** The folder to build; empty when the path is absolute or leaves the tree. */
  public Optional<String> folder() {
    var path = spec().path("path").asText();
    return TreePath.resolve("", path.startsWith("/") ? path.substring(1) : path);
  }

  public boolean prunes() {
    return spec().path("prune").asBoolean();
  }

  /** Whether its objects go to another cluster, of which a gate says nothing. */
  public boolean isRemote() {
    return spec().path("kubeConfig").isObject();
  }

  /** The Kustomization that applied this object, by the labels that kustomize-controller sets. */
  public Optional<String> parent() {
    var labels = content.path("metadata").path("labels");
    var parentName = labels.path(OWNER_NAME).asText();
    return parentName.isEmpty()
        ? Optional.empty()
        : Optional.of(labels.path(OWNER_NAMESPACE).asText() + "/" + parentName);
  }

  /** {@code spec.commonMetadata.labels} or {@code annotations}. */
  public Map<String, String> commonMetadata(String field) {
    return texts(spec().path("commonMetadata").path(field));
  }

  static Map<String, String> texts(JsonNode mapping) {
    var texts = new LinkedHashMap<String, String>();
    mapping.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
