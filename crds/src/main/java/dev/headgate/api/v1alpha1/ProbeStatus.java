package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a probe came to. */
@JsonClassDescription("What a probe came to.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProbeStatus(
    @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.LABEL) String name,
    @JsonPropertyDescription("ready, expression, http, job or promQL.")
        @Required
        @Size(min = 1, max = Bounds.LABEL)
        String kind,
    @JsonPropertyDescription("Passed, Failed or Inconclusive.") @Required Result result,
    @JsonPropertyDescription("Why.") @Size(max = Bounds.MESSAGE) @Nullable String reason,
    @JsonPropertyDescription(
            "What it came to on live: Passed, Failed, Absent or Inconclusive; absent: not measured.")
        @Size(max = Bounds.LABEL)
        @Nullable String onLive,
    @JsonPropertyDescription("Good readings of the candidate in a row, at the end.") @Min(0)
        int inARow,
    @JsonPropertyDescription("Readings of the candidate in all.") @Min(0) int readings,
    @JsonPropertyDescription("The last readings of the candidate, oldest first.")
        @Size(max = Bounds.SAMPLES)
        List<Sample> samples) {

  public ProbeStatus {
    reason = reason == null ? null : Bounds.clip(reason, Bounds.MESSAGE);
    samples = samples == null ? List.of() : List.copyOf(samples);
  }

  /** One reading. */
  @JsonClassDescription("One reading. It never holds what was answered.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Sample(
      @JsonPropertyDescription("When it was begun.") @Nullable Instant at,
      @JsonPropertyDescription("Good, Bad, Waiting, Absent or Unmeasured.")
          @Required
          @Size(min = 1, max = Bounds.LABEL)
          String reading,
      @JsonPropertyDescription("What was seen, in few words.") @Size(max = Bounds.DETAIL)
          @Nullable String detail) {

    public Sample {
      detail = detail == null ? null : Bounds.clip(detail, Bounds.DETAIL);
    }
  }
}
