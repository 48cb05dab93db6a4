package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One unmet requirement of a gate. */
@JsonClassDescription("One unmet requirement of a gate.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Blocker(
    @JsonPropertyDescription("The requirement.") @Required @Size(max = Bounds.NAME) String type,
    @JsonPropertyDescription("One word that says why; a closed, documented list.")
        @Required
        @Size(max = Bounds.NAME)
        String reason,
    @JsonPropertyDescription("The same for people.") @Required @Size(max = Bounds.MESSAGE)
        String message,
    @JsonPropertyDescription("Since when.") @Nullable Instant since,
    @JsonPropertyDescription("When it lifts by itself; of a proof, when it is tried again.")
        @Nullable Instant until,
    @JsonPropertyDescription("The command that clears it; holds only object names and hex digests.")
        @Size(max = Bounds.OBJECT)
        @Nullable String clearWith) {

  public Blocker {
    message = Bounds.message(message);
  }
}
