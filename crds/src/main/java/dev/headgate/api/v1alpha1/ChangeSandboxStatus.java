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

/** How far the sandbox has come. Written by Headgate alone. */
@JsonClassDescription("How far the sandbox has come. Written by Headgate alone.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeSandboxStatus(
    @JsonPropertyDescription("The generation that was last acted on; -1 before the first.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("How far it has come.") @Nullable SandboxPhase phase,
    @JsonPropertyDescription("The one line that says why it is where it is.")
        @Size(max = Bounds.MESSAGE)
        @Nullable String why,
    @JsonPropertyDescription(
            "The place in the queue, 1 being the next; 0: it does not wait, or more than ten are before it.")
        @Min(0)
        int position,
    @JsonPropertyDescription("What it is made of: the pool's template when its turn came.")
        @Nullable SandboxTemplate template,
    @JsonPropertyDescription(
            "The UID of the warm one that it took over; absent when it was made for it.")
        @Size(max = Bounds.NAME)
        @Nullable String site,
    @JsonPropertyDescription("The Secret that leads to it.") @Nullable Access access,
    @JsonPropertyDescription(
            "Which cluster it is, since it was leased: one that lost its data answers as if nothing had happened.")
        @Size(max = Bounds.NAME)
        @Nullable String kubeSystemUid,
    @JsonPropertyDescription("When its turn came.") @Nullable Instant admittedAt,
    @JsonPropertyDescription("When it has to be ready.") @Nullable Instant startBy,
    @JsonPropertyDescription("When it was ready for its ChangeRequest.") @Nullable Instant leasedAt,
    @JsonPropertyDescription("When it is taken away at the latest.") @Nullable Instant expiresAt,
    @JsonPropertyDescription("Until when a person keeps it: what of spec.keepUntil counts.")
        @Nullable Instant keptUntil,
    @JsonPropertyDescription("Ready, Reconciling, Stalled.") @Size(max = Bounds.ENTRIES)
        List<Condition> conditions) {

  public ChangeSandboxStatus {
    why = why == null ? null : Bounds.clip(why, Bounds.MESSAGE);
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** The Secret that leads to a sandbox. */
  @JsonClassDescription("The Secret that leads to a sandbox.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Access(
      @JsonPropertyDescription("Its namespace.") @Required @Size(min = 1, max = Bounds.NAME)
          String namespace,
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME)
          String secret,
      @JsonPropertyDescription("The key of the kubeconfig.")
          @Required
          @Size(min = 1, max = Bounds.NAME)
          String key) {}
}
