package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How risky the change is, and why. */
@JsonClassDescription("How risky the change is, and why.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Risk(
    @JsonPropertyDescription("The highest level of all factors.") @Required RiskLevel level,
    @JsonPropertyDescription("The reasons, gravest first.") @Size(max = Bounds.FINDINGS)
        List<Factor> factors,
    @JsonPropertyDescription("Factors that did not fit.") @Min(0) int omitted) {

  public Risk {
    factors = factors == null ? List.of() : List.copyOf(factors);
  }
}
