package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gate shows and why. Written by Headgate alone. */
@JsonClassDescription("What the gate shows and why. Written by Headgate alone.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PromotionGateStatus(
    @JsonPropertyDescription("The generation that was last acted on; -1 before the first.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "The revision that the gated source shows: a copy, the truth is the pin.")
        @Size(max = Bounds.NAME)
        @Nullable String live,
    @JsonPropertyDescription("The newest revision of the branch or tag.") @Nullable Head head,
    @JsonPropertyDescription("The revision that is being proven or held.")
        @Nullable Candidate candidate,
    @JsonPropertyDescription("What the gate is doing.") @Nullable GateState state,
    @JsonPropertyDescription("The first blocker in a few words.") @Size(max = Bounds.MESSAGE)
        @Nullable String blockedBy,
    @JsonPropertyDescription("All unmet requirements.") @Size(max = Bounds.BLOCKERS)
        List<Blocker> blockers,
    @JsonPropertyDescription("When the first blocker lifts by itself.")
        @Nullable Instant nextTransitionAt,
    @JsonPropertyDescription("What follows the source.") @Nullable Followers followers,
    @JsonPropertyDescription("What can change without a commit; absent while that is not known.")
        @Nullable FloatingInputs floatingInputs,
    @JsonPropertyDescription("The pin move in flight.") @Nullable Pin pin,
    @JsonPropertyDescription("The revision that was live when the gate was made.")
        @Nullable Adopted adopted,
    @JsonPropertyDescription("What was live, newest first.") @Size(max = Bounds.HISTORY)
        List<HistoryEntry> history,
    @JsonPropertyDescription("What spec.verification.probes came to; absent where there are none.")
        @Nullable Probed probed,
    @JsonPropertyDescription("The value of reconcile.fluxcd.io/requestedAt that was last acted on.")
        @Size(max = Bounds.NAME)
        @Nullable String lastHandledReconcileAt,
    @JsonPropertyDescription(
            "Ready, Open, Landed, Verified, Bypassed, Stalled, UngatedSources, FloatingInputs, LiveUnknown, UnreadableProbes.")
        @Size(max = Bounds.ENTRIES)
        List<Condition> conditions,
    @JsonPropertyDescription("Entries of lists that did not fit.") @Min(0) int omitted) {

  public PromotionGateStatus {
    blockedBy = blockedBy == null ? null : Bounds.clip(blockedBy, Bounds.MESSAGE);
    blockers = blockers == null ? List.of() : List.copyOf(blockers);
    history = history == null ? List.of() : List.copyOf(history);
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** For the LIVE column of {@code kubectl get}. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  @JsonPropertyDescription("The live revision in the short form that kubectl get shows.")
  public @Nullable String shortLive() {
    return live == null ? null : Revisions.abbreviate(live);
  }

  /** For the HEAD column of {@code kubectl get}. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  @JsonPropertyDescription("The head revision in the short form that kubectl get shows.")
  public @Nullable String shortHead() {
    return head == null ? null : Revisions.abbreviate(head.revision());
  }

  /** The newest revision of the branch or tag that Flux follows. */
  @JsonClassDescription("The newest revision of the branch or tag that Flux follows.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Head(
      @JsonPropertyDescription("The revision.") @Required @Size(min = 1, max = Bounds.NAME)
          String revision,
      @JsonPropertyDescription(
              "What an OCI artifact says that it was made from; nothing is decided on it.")
          @Size(max = Bounds.NAME)
          @Nullable String origin,
      @JsonPropertyDescription("The digest of its files.") @Size(max = Bounds.NAME)
          @Nullable String treeDigest,
      @JsonPropertyDescription("When it was first seen.") @Nullable Instant since) {}

  /** The revision that is being proven or held. */
  @JsonClassDescription("The revision that is being proven or held.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Candidate(
      @JsonPropertyDescription("The proof.") @Required @Size(max = Bounds.NAME)
          String changeRequest,
      @JsonPropertyDescription("The revision.") @Required @Size(min = 1, max = Bounds.NAME)
          String revision,
      @JsonPropertyDescription("How far it has come.") @Nullable Phase phase,
      @JsonPropertyDescription("How risky it is.") @Nullable RiskLevel risk) {}

  /** What follows the gated source. */
  @JsonClassDescription("What follows the gated source.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Followers(
      @JsonPropertyDescription("How many Kustomizations.") @Min(0) int kustomizations,
      @JsonPropertyDescription(
              "Those whose objects are not all known: a remote base, another cluster, or a live that cannot be rendered.")
          @Size(max = Bounds.BLOCKERS)
          List<String> uncovered) {

    public Followers {
      uncovered = uncovered == null ? List.of() : List.copyOf(uncovered);
    }
  }

  /** What can change without a commit: mutable tags, floating chart versions, remote bases. */
  @JsonClassDescription(
      "What can change without a commit: mutable tags, floating chart versions, remote bases.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FloatingInputs(
      @JsonPropertyDescription("How many.") @Min(0) int count,
      @JsonPropertyDescription("The first of them.") @Size(max = Bounds.BLOCKERS)
          List<String> names) {

    public FloatingInputs {
      names = names == null ? List.of() : List.copyOf(names);
    }
  }

  /** What the gate's probes came to. */
  @JsonClassDescription("What the gate's probes came to, of one revision while it was live.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Probed(
      @JsonPropertyDescription("The revision.") @Required @Size(min = 1, max = Bounds.NAME)
          String revision,
      @JsonPropertyDescription("When it was pinned: it may be live more than once.") @Required
          Instant at,
      @JsonPropertyDescription(
              "What each came to the last time; those that are missing were not decided yet.")
          @Size(max = Bounds.PROBES)
          List<ProbeStatus> probes) {

    public Probed {
      probes = probes == null ? List.of() : List.copyOf(probes);
    }
  }

  /** A pin move in flight. */
  @JsonClassDescription("A pin move in flight.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Pin(
      @JsonPropertyDescription("Where to.") @Required @Size(min = 1, max = Bounds.NAME)
          String revision,
      @JsonPropertyDescription("The proof, if it is proven.") @Size(max = Bounds.NAME)
          @Nullable String changeRequest,
      @JsonPropertyDescription("Why it is allowed.") @Required Origin by,
      @JsonPropertyDescription("Since when.") @Required Instant movedAt,
      @JsonPropertyDescription("How often the source was asked to reconcile since.") @Min(0)
          int nudges,
      @JsonPropertyDescription("Followers that did not follow well before it.")
          @Size(max = Bounds.BLOCKERS)
          List<String> brokenBefore) {

    public Pin {
      brokenBefore = brokenBefore == null ? List.of() : List.copyOf(brokenBefore);
    }
  }

  /** The revision that was live when the gate was made. */
  @JsonClassDescription("The revision that was live when the gate was made.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Adopted(
      @JsonPropertyDescription("The revision.") @Required @Size(min = 1, max = Bounds.NAME)
          String revision,
      @JsonPropertyDescription("When.") @Required Instant at) {}
}
