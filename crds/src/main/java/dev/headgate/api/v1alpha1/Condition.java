package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One aspect of an object, in the form that kubectl wait understands. */
@JsonClassDescription("One aspect of an object, in the form that kubectl wait understands.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @JsonPropertyDescription("What it speaks of.") @Required @Size(max = Bounds.NAME) String type,
    @JsonPropertyDescription("True, False or Unknown.") @Required @Size(max = 16) String status,
    @JsonPropertyDescription("One word that says why; a closed, documented list.")
        @Required
        @Size(max = Bounds.NAME)
        String reason,
    @JsonPropertyDescription("The same for people.") @Required @Size(max = Bounds.MESSAGE)
        String message,
    @JsonPropertyDescription("When status last changed.") @Required Instant lastTransitionTime,
    @JsonPropertyDescription("The generation that this was found at.")
        @Nullable Long observedGeneration) {

  public Condition {
    message = Bounds.message(message);
  }
}
