package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sandboxes get of the host. Whoever writes the pool decides it, never a change. */
@JsonClassDescription(
    "What sandboxes get of this cluster, so that changes find there what they find here.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FromHost(
    @JsonPropertyDescription(
            "What objects need and no Kustomization that is run brings: definitions of their kinds, the labels of their namespaces, and the priority, storage, ingress, runtime and gateway classes that they name.")
        boolean facts,
    @JsonPropertyDescription("ConfigMaps that are copied, unless a Kustomization brings them.")
        @Size(max = Bounds.ENTRIES)
        List<CopiedConfigMap> configMaps,
    @JsonPropertyDescription("Secrets that are copied, unless a Kustomization brings them.")
        @Size(max = Bounds.ENTRIES)
        List<CopiedSecret> secrets) {

  public FromHost {
    configMaps = configMaps == null ? List.of() : List.copyOf(configMaps);
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
  }

  /** A ConfigMap of the host. */
  @JsonClassDescription(
      "A ConfigMap. One of another namespace has to agree, by its annotation headgate.dev/copy-to: <namespace>/<name of the pool>.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(value = FromHost.NAMED, message = FromHost.NAMED_MESSAGE)
  public record CopiedConfigMap(
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME) String name,
      @JsonPropertyDescription("Its namespace, here and there; default: the pool's.")
          @Size(min = 1, max = Bounds.LABEL)
          @Nullable String namespace) {}

  /** A Secret of the host. */
  @JsonClassDescription(
      "A Secret that Headgate was given the right to read. One of another namespace has to agree, by its annotation headgate.dev/copy-to: <namespace>/<name of the pool>.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(value = FromHost.NAMED, message = FromHost.NAMED_MESSAGE)
  public record CopiedSecret(
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME) String name,
      @JsonPropertyDescription("Its namespace, here and there; default: the pool's.")
          @Size(min = 1, max = Bounds.LABEL)
          @Nullable String namespace,
      @JsonPropertyDescription(
              "Placeholder: the same keys and type, no value. Real: all of it; every change that is run can read it.")
          @Default("Placeholder")
          Values values) {

    public CopiedSecret {
      values = values == null ? Values.PLACEHOLDER : values;
    }
  }

  static final String NAMED =
      "!self.name.contains('*') && (!has(self.__namespace__) || !self.__namespace__.contains('*'))";
  static final String NAMED_MESSAGE =
      "one object is named by its name and namespace; patterns such as * are not allowed";

  /** What a copied Secret holds. */
  public enum Values {
    PLACEHOLDER,
    REAL,
    /** A word of another version; never written by us and never allowed by the schema. */
    UNKNOWN;

    @JsonCreator
    static Values of(String word) {
      return Words.read(Values.class, word, UNKNOWN);
    }

    /** The word as it stands in YAML. */
    @JsonValue
    public String word() {
      return Words.of(this);
    }
  }
}
