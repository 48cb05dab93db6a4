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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sandboxes there are, how many at a time, and for whom. */
@JsonClassDescription("Which sandboxes there are, how many at a time, and for whom.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.template.kubeconfig) || self.max == 1",
    message =
        "a kubeconfig leads to one cluster, which one change has at a time: only 1 is allowed",
    fieldPath = ".max")
@ValidationRule(
    value = "!has(self.template.kubeconfig) || !has(self.warm) || self.warm == 0",
    message = "a kubeconfig's cluster is there already: only 0 is allowed",
    fieldPath = ".warm")
@ValidationRule(
    value = "!has(self.warm) || self.warm <= self.max",
    message = "what is kept warm counts within max: no more than max is allowed",
    fieldPath = ".warm")
@ValidationRule(
    value = "!has(self.template.kubeconfig) || !has(self.headroom)",
    message = "headroom is about this host, where a kubeconfig's cluster takes nothing",
    fieldPath = ".headroom")
public record SandboxPoolSpec(
    @JsonPropertyDescription(
            "What sandboxes are made of. Those that were begun before a change end as they began.")
        @Required
        SandboxTemplate template,
    @JsonPropertyDescription("How many at a time.") @Default("1") @Min(1) @Max(20) int max,
    @JsonPropertyDescription("How many of them one namespace may have; 0: all.") @Min(0) @Max(20)
        int perNamespace,
    @JsonPropertyDescription("Whose gates may use it, besides those of its own namespace.")
        @Size(max = Bounds.BLOCKERS)
        List<String> namespaces,
    @JsonPropertyDescription("What has to be free on the host before one is begun.")
        @Nullable Headroom headroom,
    @JsonPropertyDescription("How long one may take to start; default: 10m.")
        @Nullable TimeSpan startTimeout,
    @JsonPropertyDescription("How long one may live; default: 2h.") @Nullable TimeSpan ttl,
    @JsonPropertyDescription(
            "How many are kept ready for whoever asks next, within max; anew when the template changes.")
        @Min(0)
        @Max(20)
        int warm,
    @JsonPropertyDescription(
            "After how long without anybody who got a sandbox none is kept ready, until somebody does; default: 1h.")
        @Nullable TimeSpan idle,
    @JsonPropertyDescription("Begin none; those that are there go on.") boolean paused) {

  public static final TimeSpan START_TIMEOUT = new TimeSpan("10m");
  public static final TimeSpan TTL = new TimeSpan("2h");
  public static final TimeSpan IDLE = new TimeSpan("1h");

  public SandboxPoolSpec {
    max = max == 0 ? 1 : max;
    namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
    startTimeout = startTimeout == null ? START_TIMEOUT : startTimeout;
    ttl = ttl == null ? TTL : ttl;
    idle = idle == null ? IDLE : idle;
  }

  /** What has to be free on the host before a sandbox is begun. */
  @JsonClassDescription(
      "What has to be free on the host: what its nodes can allocate less what pods ask for.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "isQuantity(self.cpu) && isQuantity(self.memory)",
      message = "quantities such as 500m and 2Gi are allowed")
  public record Headroom(
      @JsonPropertyDescription("CPU.") @Default("0") @Size(max = 32) String cpu,
      @JsonPropertyDescription("Memory.") @Default("0") @Size(max = 32) String memory) {

    public Headroom {
      cpu = cpu == null ? "0" : cpu;
      memory = memory == null ? "0" : memory;
    }
  }
}
