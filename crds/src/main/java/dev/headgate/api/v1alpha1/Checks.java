package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was judged without running the change. */
@JsonClassDescription("What was judged without running the change.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Checks(
    @JsonPropertyDescription("What is wrong.") @Size(max = Bounds.FINDINGS) List<Finding> findings,
    @JsonPropertyDescription("What could not be judged.") @Size(max = Bounds.FINDINGS)
        List<Gap> notChecked,
    @JsonPropertyDescription("What nothing objects to, but people should know.")
        @Size(max = Bounds.FINDINGS)
        List<Finding> warnings,
    @JsonPropertyDescription("Findings and warnings that did not fit.") @Min(0) int omitted) {

  public Checks {
    findings = findings == null ? List.of() : List.copyOf(findings);
    notChecked = notChecked == null ? List.of() : List.copyOf(notChecked);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }
}
