package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Something that a verdict does not speak of. */
@JsonClassDescription("Something that a verdict does not speak of.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gap(
    @JsonPropertyDescription("What sort of gap, in one word.")
        @Required
        @Size(min = 1, max = Bounds.NAME)
        String kind,
    @JsonPropertyDescription("The object or file.") @Size(max = Bounds.OBJECT)
        @Nullable String object,
    @JsonPropertyDescription("Why nothing can be said.") @Required @Size(max = Bounds.MESSAGE)
        String reason) {

  public Gap {
    reason = Bounds.message(reason);
  }
}
