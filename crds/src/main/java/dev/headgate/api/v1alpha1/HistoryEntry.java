package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A revision that was live. */
@JsonClassDescription("A revision that was live.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(
    @JsonPropertyDescription("The revision.") @Required @Size(min = 1, max = Bounds.NAME)
        String revision,
    @JsonPropertyDescription("The digest of its files.") @Size(max = Bounds.NAME)
        @Nullable String treeDigest,
    @JsonPropertyDescription("The proof.") @Size(max = Bounds.NAME) @Nullable String changeRequest,
    @JsonPropertyDescription("How risky it was.") @Nullable RiskLevel risk,
    @JsonPropertyDescription("Why it was allowed.") @Required Origin by,
    @JsonPropertyDescription("When it was pinned.") @Required Instant at,
    @JsonPropertyDescription("Followers that did not follow well before it; the newest entry only.")
        @Size(max = Bounds.BLOCKERS)
        List<String> brokenBefore,
    @JsonPropertyDescription("When its verification ended well.") @Nullable Instant verifiedAt) {

  public HistoryEntry {
    brokenBefore = brokenBefore == null ? List.of() : List.copyOf(brokenBefore);
  }
}
