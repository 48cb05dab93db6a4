package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The part of the change that was understood, and the part that was exercised. */
@JsonClassDescription(
    "The part of the change that was understood, and the part that was exercised.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Coverage(
    @JsonPropertyDescription("Files that differ.") @Min(0) int files,
    @JsonPropertyDescription("Changed files that no manifest explains.")
        @Size(max = Bounds.BLOCKERS)
        List<String> uncovered,
    @JsonPropertyDescription("Uncovered files that did not fit.") @Min(0) int omitted,
    @JsonPropertyDescription("Objects that differ.") @Min(0) int objects,
    @JsonPropertyDescription("Objects of these that ran in a sandbox.") @Min(0) int exercised) {

  public Coverage {
    uncovered = uncovered == null ? List.of() : List.copyOf(uncovered);
  }
}
