package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where Kubernetes objects come from: exactly one of source, configMap or inline. */
@JsonClassDescription(
    "Where Kubernetes objects come from: exactly one of source, configMap or inline.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifests(
    @JsonPropertyDescription("A Flux source of the same namespace.") @Nullable SourceRef source,
    @JsonPropertyDescription("A ConfigMap of the same namespace.") @Nullable ConfigMapRef configMap,
    @JsonPropertyDescription("YAML documents, up to 256 KiB.") @Size(max = Bounds.INLINE)
        @Nullable String inline) {

  /** A Flux source whose artifact holds the manifests. */
  @JsonClassDescription("A Flux source whose artifact holds the manifests.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SourceRef(
      @JsonPropertyDescription("GitRepository or OCIRepository.") @Required @Size(max = Bounds.NAME)
          String kind,
      @JsonPropertyDescription("Its name.") @Required @Size(max = Bounds.NAME) String name,
      @JsonPropertyDescription("The folder inside the artifact; default: all of it.")
          @Size(max = Bounds.OBJECT)
          @Nullable String path) {}

  /** A ConfigMap whose key holds the manifests. */
  @JsonClassDescription("A ConfigMap whose key holds the manifests.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ConfigMapRef(
      @JsonPropertyDescription("Its name.") @Required @Size(max = Bounds.NAME) String name,
      @JsonPropertyDescription("The key that holds YAML documents.")
          @Required
          @Size(max = Bounds.NAME)
          String key) {}
}
