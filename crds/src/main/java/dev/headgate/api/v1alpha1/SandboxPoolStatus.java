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

/** Who has its sandboxes and who waits. Written by Headgate alone. */
@JsonClassDescription("Who has its sandboxes and who waits. Written by Headgate alone.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SandboxPoolStatus(
    @JsonPropertyDescription("The generation that was last acted on; -1 before the first.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("How many are in use, made or taken down.") @Min(0) int busy,
    @JsonPropertyDescription("How many ChangeSandboxes wait.") @Min(0) int queued,
    @JsonPropertyDescription("Why the first of them waits.") @Size(max = Bounds.MESSAGE)
        @Nullable String why,
    @JsonPropertyDescription(
            "Who may go on. Nobody is made a sandbox that is not here, and never more than max are.")
        @Size(max = Bounds.BLOCKERS)
        List<Slot> slots,
    @JsonPropertyDescription(
            "Those that are kept ready for whoever asks next; slots and these are never more than max.")
        @Size(max = Bounds.BLOCKERS)
        List<Slot> warm,
    @JsonPropertyDescription("The first of those who wait, in their order.")
        @Size(max = Bounds.BLOCKERS)
        List<Waiting> queue,
    @JsonPropertyDescription("When each namespace got one last: who waited longest goes first.")
        @Size(max = Bounds.ENTRIES)
        List<Served> served,
    @JsonPropertyDescription("Ready.") @Size(max = Bounds.ENTRIES) List<Condition> conditions) {

  public SandboxPoolStatus {
    why = why == null ? null : Bounds.clip(why, Bounds.MESSAGE);
    slots = slots == null ? List.of() : List.copyOf(slots);
    warm = warm == null ? List.of() : List.copyOf(warm);
    queue = queue == null ? List.of() : List.copyOf(queue);
    served = served == null ? List.of() : List.copyOf(served);
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** One sandbox's turn. */
  @JsonClassDescription("One sandbox's turn.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Slot(
      @JsonPropertyDescription("The namespace of the ChangeSandbox.")
          @Required
          @Size(min = 1, max = Bounds.NAME)
          String namespace,
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME) String name,
      @JsonPropertyDescription("Its UID.") @Required @Size(min = 1, max = Bounds.NAME) String uid,
      @JsonPropertyDescription("Since when.") @Required Instant since,
      @JsonPropertyDescription("The UID of the warm one that it took over.")
          @Size(max = Bounds.NAME)
          @Nullable String site) {}

  /** One that waits. */
  @JsonClassDescription("One that waits.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Waiting(
      @JsonPropertyDescription("The namespace of the ChangeSandbox.")
          @Required
          @Size(min = 1, max = Bounds.NAME)
          String namespace,
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME)
          String name) {}

  /** When a namespace got a sandbox last. */
  @JsonClassDescription("When a namespace got a sandbox last.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Served(
      @JsonPropertyDescription("The namespace.") @Required @Size(min = 1, max = Bounds.NAME)
          String namespace,
      @JsonPropertyDescription("When.") @Required Instant at) {}
}
