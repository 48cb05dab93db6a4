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
import org.jspecify.annotations.Nullable;

/** What sandboxes are made of. */
@JsonClassDescription("What sandboxes are made of: exactly one of kubeconfig and vcluster.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.kubeconfig) != has(self.vcluster)",
    message = "exactly one of kubeconfig or vcluster is allowed")
@ValidationRule(
    value = "!has(self.flux) || has(self.kubeconfig)",
    message =
        "Flux has to be in the sandbox already, which a new vcluster has not: only with kubeconfig is flux allowed",
    fieldPath = ".flux")
public record SandboxTemplate(
    @JsonPropertyDescription(
            "A cluster that is there already; one change has it at a time, and it is cleaned after each.")
        @Nullable KubeconfigRef kubeconfig,
    @JsonPropertyDescription("A vCluster for each change, in a fenced namespace of its own.")
        @Nullable Vcluster vcluster,
    @JsonPropertyDescription("What they get of this cluster; default: nothing.")
        @Nullable FromHost fromHost,
    @JsonPropertyDescription("What is played in them; default: nothing.")
        @Nullable StandIns standIns,
    @JsonPropertyDescription(
            "Flux in the sandbox runs the tree itself; default: Headgate applies what the tree stands for.")
        @Nullable FluxInside flux) {

  /** Of nothing else. */
  public SandboxTemplate(@Nullable KubeconfigRef kubeconfig, @Nullable Vcluster vcluster) {
    this(kubeconfig, vcluster, null, null, null);
  }

  /** Flux runs the tree. */
  @JsonClassDescription(
      "Flux in the sandbox runs the tree: live's, then the candidate's, which Headgate serves to it.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FluxInside(
      @JsonPropertyDescription(
              "How long it may be silent before the proof is inconclusive; default: 1m.")
          @Nullable TimeSpan answerWithin) {

    public static final TimeSpan ANSWER_WITHIN = new TimeSpan("1m");

    public FluxInside {
      answerWithin = answerWithin == null ? ANSWER_WITHIN : answerWithin;
    }
  }

  /**
   * A vCluster for each change. What is here is all that can be said about it: everything else of
   * the chart's values is fixed, so that nobody opens the fence by a value.
   */
  @JsonClassDescription("A vCluster for each change, in a fenced namespace of its own.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "self.kubernetesVersion.matches('^v1[.][0-9]{1,3}[.][0-9]{1,3}(@sha256:[0-9a-f]{64})?$')",
      message = "a version such as v1.36.0 is allowed, with @sha256:<digest> to pin its image",
      fieldPath = ".kubernetesVersion")
  @ValidationRule(
      value =
          "!has(self.imageTag) || self.imageTag.matches('^[0-9A-Za-z_][0-9A-Za-z_.-]{0,127}(@sha256:[0-9a-f]{64})?$')",
      message = "an image tag such as 0.36.1 is allowed, with @sha256:<digest> to pin the image",
      fieldPath = ".imageTag")
  @ValidationRule(
      value =
          "!has(self.registry) || self.registry.matches('^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9._-]+)*$')",
      message =
          "a registry is a host, with a port and a path if need be: registry.example:5000/mirror",
      fieldPath = ".registry")
  public record Vcluster(
      @JsonPropertyDescription(
              "The vCluster chart, 0.36 or newer, in Headgate's own namespace; it pins the version.")
          @Required
          ChartRef chartRef,
      @JsonPropertyDescription(
              "The Kubernetes version inside, the host's minor version or an older one.")
          @Default("v1.36.0")
          @Size(max = 128)
          String kubernetesVersion,
      @JsonPropertyDescription("The tag of the vCluster image; default: the chart's version.")
          @Size(max = 256)
          @Nullable String imageTag,
      @JsonPropertyDescription("Where images come from; default: as the chart says.")
          @Size(max = Bounds.NAME)
          @Nullable String registry,
      @JsonPropertyDescription("What the control plane gets.") @Nullable ControlPlane controlPlane,
      @JsonPropertyDescription("What all of it may take from the host.") @Nullable Quota quota) {

    public Vcluster {
      kubernetesVersion = kubernetesVersion == null ? "v1.36.0" : kubernetesVersion;
    }
  }

  /** A Flux source that holds the chart. */
  @JsonClassDescription("A Flux source that holds the chart, in Headgate's own namespace.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "self.kind in ['HelmChart', 'OCIRepository']",
      message = "HelmChart and OCIRepository are allowed",
      fieldPath = ".kind")
  public record ChartRef(
      @JsonPropertyDescription("HelmChart or OCIRepository.")
          @Default("HelmChart")
          @Size(max = Bounds.NAME)
          String kind,
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME)
          String name) {

    public ChartRef {
      kind = kind == null ? "HelmChart" : kind;
    }
  }

  /** What the control plane gets. */
  @JsonClassDescription("What the control plane gets.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "isQuantity(self.cpu) && isQuantity(self.memory) && isQuantity(self.memoryLimit)",
      message = "quantities such as 200m and 512Mi are allowed")
  public record ControlPlane(
      @JsonPropertyDescription("The CPU that it asks for.") @Default("200m") @Size(max = 32)
          String cpu,
      @JsonPropertyDescription("The memory that it asks for.") @Default("512Mi") @Size(max = 32)
          String memory,
      @JsonPropertyDescription("The memory that it may use.") @Default("2Gi") @Size(max = 32)
          String memoryLimit) {

    public static final ControlPlane STANDARD = new ControlPlane("200m", "512Mi", "2Gi");

    public ControlPlane {
      cpu = cpu == null ? "200m" : cpu;
      memory = memory == null ? "512Mi" : memory;
      memoryLimit = memoryLimit == null ? "2Gi" : memoryLimit;
    }
  }

  /** What all of a sandbox may take from the host. */
  @JsonClassDescription("What all of a sandbox may take from the host.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "isQuantity(self.cpu) && isQuantity(self.memory) && isQuantity(self.storage)",
      message = "quantities such as 4 and 8Gi are allowed")
  public record Quota(
      @JsonPropertyDescription("Pods.") @Default("40") @Min(5) @Max(500) int pods,
      @JsonPropertyDescription("The CPU that they ask for.") @Default("4") @Size(max = 32)
          String cpu,
      @JsonPropertyDescription("The memory that they ask for.") @Default("8Gi") @Size(max = 32)
          String memory,
      @JsonPropertyDescription("Of volume claims; 0: there are none.") @Default("0") @Size(max = 32)
          String storage) {

    public static final Quota STANDARD = new Quota(40, "4", "8Gi", "0");

    public Quota {
      pods = pods == 0 ? 40 : pods;
      cpu = cpu == null ? "4" : cpu;
      memory = memory == null ? "8Gi" : memory;
      storage = storage == null ? "0" : storage;
    }
  }
}
