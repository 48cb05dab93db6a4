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

/** The judgement about one change set. Once written it never changes. */
@JsonClassDescription("The judgement about one change set. Once written it never changes.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
    @JsonPropertyDescription("What was found.") @Required Result result,
    @JsonPropertyDescription("One word that says why; a closed, documented list.")
        @Required
        @Size(max = Bounds.NAME)
        String reason,
    @JsonPropertyDescription("The same for people.") @Size(max = Bounds.MESSAGE)
        @Nullable String message,
    @JsonPropertyDescription("The revision that it speaks of.") @Size(max = Bounds.NAME)
        @Nullable String revision,
    @JsonPropertyDescription("The digest of the files.") @Size(max = Bounds.NAME)
        @Nullable String treeDigest,
    @JsonPropertyDescription("The digest of the changes that were proven.") @Size(max = Bounds.NAME)
        @Nullable String changeSetDigest,
    @JsonPropertyDescription("The digest of the plan that was carried out.")
        @Size(max = Bounds.NAME)
        @Nullable String planDigest,
    @JsonPropertyDescription("The gate whose live revision it was compared with.")
        @Size(max = Bounds.NAME)
        @Nullable String gateUid,
    @JsonPropertyDescription("What it does not speak of.") @Size(max = Bounds.FINDINGS)
        List<Gap> gaps,
    @JsonPropertyDescription("Gaps that did not fit.") @Min(0) int omitted,
    @JsonPropertyDescription("When it was decided.") @Required Instant decidedAt) {

  public Verdict {
    message = message == null ? null : Bounds.clip(message, Bounds.MESSAGE);
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }
}
