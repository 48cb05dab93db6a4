package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One reason why a change is risky. */
@JsonClassDescription("One reason why a change is risky.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Factor(
    @JsonPropertyDescription("The rule that fired.") @Required @Size(max = Bounds.NAME) String rule,
    @JsonPropertyDescription("The least level that it asks for.") @Required RiskLevel level,
    @JsonPropertyDescription("The object that it fired on.") @Size(max = Bounds.OBJECT)
        @Nullable String object,
    @JsonPropertyDescription("Why, for people.") @Required @Size(max = Bounds.MESSAGE)
        String reason) {

  public Factor {
    reason = Bounds.message(reason);
  }
}
