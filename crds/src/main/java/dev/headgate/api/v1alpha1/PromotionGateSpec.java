package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is gated, and what has to hold before a revision passes. */
@JsonClassDescription("What is gated, and what has to hold before a revision passes.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.kustomizationRef == oldSelf.kustomizationRef",
    message = "immutable: create a new gate, and delete this one when that is Ready",
    fieldPath = ".kustomizationRef",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "!self.intentPath.split('/').exists(part, part == '..')",
    message = "stays inside the tree: no .. is allowed",
    fieldPath = ".intentPath")
public record PromotionGateSpec(
    @JsonPropertyDescription(
            "The Flux Kustomization on main; what is gated is its source, and thereby all that follows it.")
        @Required
        LocalRef kustomizationRef,
    @JsonPropertyDescription(
            "Pin holds the source; Observe only records what would have been held.")
        @Default("Pin")
        Enforcement enforcement,
    @JsonPropertyDescription("How the tree becomes manifests; default: as the Kustomization says.")
        @Nullable Render render,
    @JsonPropertyDescription(
            "Where CI publishes what it renders of each commit; it supplements the tree and never replaces it.")
        @Nullable Rendered rendered,
    @JsonPropertyDescription(
            "The folder of ChangeRequest documents in the tree that speak of the commit they arrive with.")
        @Default("./.headgate")
        @Size(max = Bounds.OBJECT)
        String intentPath,
    @JsonPropertyDescription("Where risky changes are run.") @Nullable Sandbox sandbox,
    @JsonPropertyDescription("The least age of a verdict on Medium and High.")
        @Nullable TimeSpan soak,
    @JsonPropertyDescription("Who has to agree.") @Nullable Approvals approvals,
    @JsonPropertyDescription("Holds everything.") @Nullable Freeze freeze,
    @JsonPropertyDescription("What is watched after a promotion.")
        @Nullable Verification verification,
    @JsonPropertyDescription(
            "What is offered when a promotion did not follow well: Manual offers the way back, and takes it when a Bypass names a revision of the history; Never only goes forward.")
        @Default("Manual")
        Rollback rollback,
    @JsonPropertyDescription("What becomes of the pin when this gate is deleted.") @Default("Hold")
        OnDelete onDelete) {

  public PromotionGateSpec {
    enforcement = enforcement == null ? Enforcement.PIN : enforcement;
    intentPath = intentPath == null ? "./.headgate" : intentPath;
    rollback = rollback == null ? Rollback.MANUAL : rollback;
    onDelete = onDelete == null ? OnDelete.HOLD : onDelete;
  }

  /** How the tree becomes manifests. */
  @JsonClassDescription("How the tree becomes manifests.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "!has(self.path) || !self.path.split('/').exists(part, part == '..')",
      message = "stays inside the tree: no .. is allowed",
      fieldPath = ".path")
  public record Render(
      @JsonPropertyDescription("The folder to start at; default: the path of the Kustomization.")
          @Size(max = Bounds.OBJECT)
          @Nullable String path,
      @JsonPropertyDescription("Values for postBuild substitution that are not in Git.")
          @Size(max = Bounds.ENTRIES)
          Map<String, String> variables) {

    public Render {
      variables = variables == null ? Map.of() : Map.copyOf(variables);
    }
  }

  /** Where CI publishes what it renders of each commit. */
  @JsonClassDescription("Where CI publishes what it renders of each commit.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "self.kind in ['GitRepository', 'OCIRepository']",
      message = "kind is GitRepository or OCIRepository",
      fieldPath = ".kind")
  @ValidationRule(
      value = "!has(self.path) || !self.path.split('/').exists(part, part == '..')",
      message = "stays inside the artifact: no .. is allowed",
      fieldPath = ".path")
  @ValidationRule(
      value = "self.tag.matches('^[A-Za-z0-9_.-]*[{]commit[}][A-Za-z0-9_.-]*$')",
      message =
          "is the tag that CI pushes for a commit, such as {commit} or main-{commit}: {commit} once, and letters, digits, dots, dashes and underscores",
      fieldPath = ".tag")
  public record Rendered(
      @JsonPropertyDescription("GitRepository or OCIRepository.")
          @Required
          @Size(min = 1, max = Bounds.NAME)
          String kind,
      @JsonPropertyDescription(
              "The source of the gate's namespace that says where to look; Headgate follows copies of it.")
          @Required
          @Size(min = 1, max = Bounds.NAME)
          String name,
      @JsonPropertyDescription("The folder inside the artifact; default: all of it.")
          @Size(max = Bounds.OBJECT)
          @Nullable String path,
      @JsonPropertyDescription(
              "The tag that CI pushes for a commit; {commit} stands for its full name.")
          @Default("'{commit}'")
          @Size(max = 64)
          String tag,
      @JsonPropertyDescription(
              "How long a proof waits for what CI renders, before it goes on without; default: 10m.")
          @Nullable TimeSpan timeout) {

    /** How the commit is written in {@link #tag}. */
    public static final String COMMIT = "{commit}";

    public Rendered {
      tag = tag == null ? COMMIT : tag;
    }

    /** The tag for a commit. */
    public String tagOf(String commit) {
      return tag.replace(COMMIT, commit);
    }
  }

  /** Where risky changes are run. */
  @JsonClassDescription("Where risky changes are run: exactly one of kubeconfig and poolRef.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "has(self.kubeconfig) != has(self.poolRef)",
      message = "exactly one of kubeconfig or poolRef is allowed")
  public record Sandbox(
      @JsonPropertyDescription("A shared cluster, which one change has at a time.")
          @Nullable KubeconfigRef kubeconfig,
      @JsonPropertyDescription("A pool of sandboxes.") @Nullable PoolRef poolRef) {}

  /** Who has to agree. */
  @JsonClassDescription("Who has to agree.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Approvals(
      @JsonPropertyDescription("How many people; the plan may ask for more.") @Min(0) @Max(10)
          int required,
      @JsonPropertyDescription(
              "Who counts, by user name; empty with empty groups: anybody who may create approvals.")
          @Size(max = Bounds.ENTRIES)
          List<String> users,
      @JsonPropertyDescription("Who counts, by group.") @Size(max = Bounds.ENTRIES)
          List<String> groups,
      @JsonPropertyDescription("The risk levels that need it; default: Medium and High.")
          @Size(max = 3)
          List<RiskLevel> appliesTo,
      @JsonPropertyDescription(
              "Kinds of gaps, as verdicts name them, that one person has to agree to whatever the risk is.")
          @Size(max = Bounds.BLOCKERS)
          List<GapKind> gaps) {

    public Approvals {
      gaps = gaps == null ? List.of() : List.copyOf(gaps);
      users = users == null ? List.of() : List.copyOf(users);
      groups = groups == null ? List.of() : List.copyOf(groups);
      appliesTo = appliesTo == null ? List.of() : List.copyOf(appliesTo);
    }
  }

  /** Holds everything. */
  @JsonClassDescription("Holds everything.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Freeze(
      @JsonPropertyDescription("When it ends by itself; absent: when it is taken out.")
          @Nullable Instant until,
      @JsonPropertyDescription("Why, for those who wait.") @Required @Size(max = Bounds.MESSAGE)
          String reason) {}

  /** What is watched after a promotion. */
  @JsonClassDescription("What is watched after a promotion.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "!has(self.probes) || self.probes.all(probe, !has(probe.ready))",
      message =
          "ready is a probe of sandboxes: whether the Kustomizations are Ready is watched anyway",
      fieldPath = ".probes")
  public record Verification(
      @JsonPropertyDescription("How long.") @Required TimeSpan duration,
      @JsonPropertyDescription(
              "What is measured of this cluster, as the account headgate-probe, once all that followed well"
                  + " follows well again: again and again for the duration, and on while one fails. A failed"
                  + " one holds what comes next, one that could not be measured does not. What a probe says of"
                  + " the sandbox is meant of this cluster.")
          @Size(max = Bounds.PROBES)
          List<ProbeSpec> probes) {

    public Verification {
      probes = probes == null ? List.of() : List.copyOf(probes);
    }
  }
}
