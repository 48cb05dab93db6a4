package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What to prove. Immutable but for title and suspend. */
@JsonClassDescription("What to prove. Immutable but for title and suspend.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeRequestSpec(
    @JsonPropertyDescription("A line for people.") @Size(max = Bounds.NAME) @Nullable String title,
    @JsonPropertyDescription("The gate whose policy, live revision and rendering apply.")
        @Nullable LocalRef gateRef,
    @JsonPropertyDescription("The Flux revision to prove, such as main@sha1:4f2c0e.")
        @Size(max = Bounds.NAME)
        @Nullable String revision,
    @JsonPropertyDescription("The candidate; default: what the gate renders from revision.")
        @Nullable Manifests manifests,
    @JsonPropertyDescription(
            "What it is compared with; default: what is live at the gate, or nothing.")
        @Nullable Manifests baseline,
    @JsonPropertyDescription("An author can raise the risk.") @Nullable RiskFloor risk,
    @JsonPropertyDescription("May only shorten the deadline of the plan.")
        @Nullable TimeSpan deadline,
    @JsonPropertyDescription("While true nothing is started.") boolean suspend) {

  /** The least risk that the author sees in it. */
  @JsonClassDescription("The least risk that the author sees in it.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RiskFloor(
      @JsonPropertyDescription("The level; it raises what was classified and never lowers it.")
          @Required
          RiskLevel atLeast,
      @JsonPropertyDescription("Why.") @Size(max = Bounds.MESSAGE) @Nullable String reason) {}
}
