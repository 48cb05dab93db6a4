package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret that holds a kubeconfig. */
@JsonClassDescription("A Secret that holds a kubeconfig.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KubeconfigRef(@JsonPropertyDescription("The Secret.") @Required SecretKey secretRef) {

  /** A key of a Secret of the same namespace. */
  @JsonClassDescription("A key of a Secret of the same namespace.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SecretKey(
      @JsonPropertyDescription("The name of the Secret.")
          @Required
          @Size(min = 1, max = Bounds.NAME)
          String name,
      @JsonPropertyDescription("The key that holds the kubeconfig.")
          @Default("value")
          @Size(max = Bounds.NAME)
          String key) {

    public SecretKey {
      key = key == null ? "value" : key;
    }
  }
}
