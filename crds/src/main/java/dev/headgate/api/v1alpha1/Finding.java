package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Something wrong that was seen without running the change. */
@JsonClassDescription("Something wrong that was seen without running the change.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
    @JsonPropertyDescription("The check that found it.") @Required @Size(max = Bounds.NAME)
        String check,
    @JsonPropertyDescription("The object.") @Size(max = Bounds.OBJECT) @Nullable String object,
    @JsonPropertyDescription("The field, as a path.") @Size(max = Bounds.OBJECT)
        @Nullable String field,
    @JsonPropertyDescription("What was found and what is allowed.")
        @Required
        @Size(max = Bounds.MESSAGE)
        String message) {

  public Finding {
    message = Bounds.message(message);
  }
}
