package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person decided. Immutable: to change your mind, delete it and create another. */
@JsonClassDescription(
    "What a person decided. Immutable: to change your mind, delete it and create another.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self == oldSelf",
    message = "an approval is immutable: delete it and create another",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "self.action != 'Bypass' || has(self.expiresAt)",
    message = "a Bypass needs expiresAt, at most 24 hours ahead",
    fieldPath = ".expiresAt")
public record ChangeApprovalSpec(
    @JsonPropertyDescription("The gate.") @Required LocalRef gateRef,
    @JsonPropertyDescription("The revision, such as main@sha1:4f2c0e.")
        @Required
        @Size(min = 1, max = Bounds.NAME)
        String revision,
    @JsonPropertyDescription("Approve, Hold or Bypass.") @Required ApprovalAction action,
    @JsonPropertyDescription("Who decides: the user name that the API server knows you by.")
        @Required
        @Size(min = 1, max = Bounds.NAME)
        String user,
    @JsonPropertyDescription("The groups that the API server knows you by.")
        @Size(max = Bounds.ENTRIES)
        List<String> groups,
    @JsonPropertyDescription("Why.") @Size(max = Bounds.MESSAGE) @Nullable String reason,
    @JsonPropertyDescription("When it stops to count; required for Bypass.")
        @Nullable Instant expiresAt) {

  public ChangeApprovalSpec {
    groups = groups == null ? List.of() : List.copyOf(groups);
  }
}
