package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the proof has come. Written by Headgate alone. */
@JsonClassDescription("How far the proof has come. Written by Headgate alone.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(oldSelf.verdict) || (has(self.verdict) && self.verdict == oldSelf.verdict)",
    message = "a verdict never changes: create a new ChangeRequest for a new attempt",
    fieldPath = ".verdict",
    reason = "FieldValueForbidden")
public record ChangeRequestStatus(
    @JsonPropertyDescription("The generation that was last acted on; -1 before the first.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("The revision in the short form that kubectl get shows.")
        @Size(max = Bounds.NAME)
        @Nullable String shortRevision,
    @JsonPropertyDescription("How far it has come.") @Nullable Phase phase,
    @JsonPropertyDescription("The one line that says why it is where it is.")
        @Size(max = Bounds.MESSAGE)
        @Nullable String why,
    @JsonPropertyDescription("How risky the change is.") @Nullable Risk risk,
    @JsonPropertyDescription("What was understood and exercised.") @Nullable Coverage coverage,
    @JsonPropertyDescription("What the risk demands.") @Nullable Plan plan,
    @JsonPropertyDescription("The change set that the verdict speaks of.")
        @Size(max = Bounds.CHANGES)
        List<ChangedObject> changes,
    @JsonPropertyDescription("Changes that did not fit.") @Min(0) int changesOmitted,
    @JsonPropertyDescription("What was judged without running it; absent: not yet.")
        @Nullable Checks checks,
    @JsonPropertyDescription("The sandbox that was leased.") @Nullable SandboxLease sandbox,
    @JsonPropertyDescription("What each probe came to, readiness first.")
        @Size(max = Bounds.PROBES + 1)
        List<ProbeStatus> probes,
    @JsonPropertyDescription("The judgement; absent: not yet.") @Nullable Verdict verdict,
    @JsonPropertyDescription("The value of reconcile.fluxcd.io/requestedAt that was last acted on.")
        @Size(max = Bounds.NAME)
        @Nullable String lastHandledReconcileAt,
    @JsonPropertyDescription("When the proof began.") @Nullable Instant startedAt,
    @JsonPropertyDescription(
            "Ready, Reconciling, Stalled, Classified, Checked, SandboxReady, Applied, Probed.")
        @Size(max = Bounds.ENTRIES)
        List<Condition> conditions) {

  public ChangeRequestStatus {
    why = why == null ? null : Bounds.clip(why, Bounds.MESSAGE);
    changes = changes == null ? List.of() : List.copyOf(changes);
    probes = probes == null ? List.of() : List.copyOf(probes);
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
