package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to prove. Immutable but for title and suspend. */
@JsonClassDescription("What to prove. Immutable but for title and suspend.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.gateRef) || has(self.manifests)",
    message = "name a gate in gateRef or give manifests: without either there is nothing to prove")
@ValidationRule(
    value = "has(self.revision) || has(self.manifests)",
    message = "name the revision to prove, or give manifests")
@ValidationRule(
    value =
        "!has(self.manifests) || !has(self.manifests.source) || self.manifests.source.holds != 'Tree' || (has(self.gateRef) && has(self.revision))",
    message = "a tree is rendered as a gate does: name the gate in gateRef, and the revision",
    fieldPath = ".manifests")
@ValidationRule(
    value =
        "!has(self.baseline) || (has(self.baseline.source) && self.baseline.source.holds == 'Tree') == (has(self.manifests) && has(self.manifests.source) && self.manifests.source.holds == 'Tree')",
    message = "a tree is compared with a tree: manifests and baseline hold the same",
    fieldPath = ".baseline")
@ValidationRule(
    value =
        "has(self.gateRef) == has(oldSelf.gateRef) && (!has(self.gateRef) || self.gateRef == oldSelf.gateRef)",
    message = ChangeRequestSpec.IMMUTABLE,
    fieldPath = ".gateRef",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.revision) == has(oldSelf.revision) && (!has(self.revision) || self.revision == oldSelf.revision)",
    message = ChangeRequestSpec.IMMUTABLE,
    fieldPath = ".revision",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.manifests) == has(oldSelf.manifests) && (!has(self.manifests) || self.manifests == oldSelf.manifests)",
    message = ChangeRequestSpec.IMMUTABLE,
    fieldPath = ".manifests",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.baseline) == has(oldSelf.baseline) && (!has(self.baseline) || self.baseline == oldSelf.baseline)",
    message = ChangeRequestSpec.IMMUTABLE,
    fieldPath = ".baseline",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "has(self.risk) == has(oldSelf.risk) && (!has(self.risk) || self.risk == oldSelf.risk)",
    message = ChangeRequestSpec.IMMUTABLE,
    fieldPath = ".risk",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.probes) == has(oldSelf.probes) && (!has(self.probes) || self.probes == oldSelf.probes)",
    message = ChangeRequestSpec.IMMUTABLE,
    fieldPath = ".probes",
    reason = "FieldValueForbidden")
@ValidationRule(
    value =
        "has(self.deadline) == has(oldSelf.deadline) && (!has(self.deadline) || self.deadline == oldSelf.deadline)",
    message = ChangeRequestSpec.IMMUTABLE,
    fieldPath = ".deadline",
    reason = "FieldValueForbidden")
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
    @JsonPropertyDescription("What is measured of it in the sandbox, beside readiness.")
        @Size(max = Bounds.PROBES)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ProbeSpec> probes,
    @JsonPropertyDescription("May only shorten the deadline of the plan.")
        @Nullable TimeSpan deadline,
    @JsonPropertyDescription("While true nothing is started.") boolean suspend) {

  /** A revision of nothing but spaces is none, so that nobody has to ask twice. */
  public ChangeRequestSpec {
    revision = revision == null || revision.isBlank() ? null : revision;
    probes = probes == null ? List.of() : List.copyOf(probes);
  }

  static final String IMMUTABLE = "immutable: create a new ChangeRequest to prove something else";

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
