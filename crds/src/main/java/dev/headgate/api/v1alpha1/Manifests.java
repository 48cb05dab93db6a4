package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where Kubernetes objects come from: exactly one of source, configMap or inline. */
@JsonClassDescription(
    "Where Kubernetes objects come from: exactly one of source, configMap or inline.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.source), has(self.configMap), has(self.inline)].filter(given, given).size() == 1",
    message = "exactly one of source, configMap or inline is allowed")
public record Manifests(
    @JsonPropertyDescription("A Flux source of the same namespace.") @Nullable SourceRef source,
    @JsonPropertyDescription("A ConfigMap of the same namespace.") @Nullable ConfigMapRef configMap,
    @JsonPropertyDescription("YAML documents, up to 256 KiB.") @Size(max = Bounds.INLINE)
        @Nullable String inline) {

  /** Whether they are the tree of a revision, to be rendered as the gate does. */
  public boolean holdTree() {
    return source != null && source.holds() == Holds.TREE;
  }

  /** A Flux source whose artifact holds the manifests. */
  @JsonClassDescription("A Flux source whose artifact holds the manifests.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "self.kind in ['GitRepository', 'OCIRepository']",
      message = "kind is GitRepository or OCIRepository",
      fieldPath = ".kind")
  @ValidationRule(
      value = "self.holds != 'Tree' || !has(self.path)",
      message = "a tree is taken whole: give no path, or let the source hold Manifests",
      fieldPath = ".path")
  public record SourceRef(
      @JsonPropertyDescription("GitRepository or OCIRepository.")
          @Required
          @Size(min = 1, max = Bounds.NAME)
          String kind,
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME) String name,
      @JsonPropertyDescription("The folder inside the artifact; default: all of it.")
          @Size(max = Bounds.OBJECT)
          @Nullable String path,
      @JsonPropertyDescription(
              "Manifests: objects as they are. Tree: files of the gated repository, rendered as the gate renders them, so that the verdict can count there.")
          @Default("Manifests")
          Holds holds) {

    public SourceRef {
      holds = holds == null ? Holds.MANIFESTS : holds;
    }
  }

  /** A ConfigMap whose key holds the manifests. */
  @JsonClassDescription("A ConfigMap whose key holds the manifests.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ConfigMapRef(
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME) String name,
      @JsonPropertyDescription("The key that holds YAML documents.")
          @Required
          @Size(min = 1, max = Bounds.NAME)
          String key) {}
}
