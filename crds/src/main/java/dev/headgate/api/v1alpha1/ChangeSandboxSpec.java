package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who asks for a sandbox, and where. Immutable but for {@code keepUntil}. */
@JsonClassDescription("Who asks for a sandbox, and where. Immutable but for keepUntil.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "has(self.changeRequest) == has(oldSelf.changeRequest) && (!has(self.changeRequest) || self.changeRequest == oldSelf.changeRequest) && has(self.poolRef) == has(oldSelf.poolRef) && (!has(self.poolRef) || self.poolRef == oldSelf.poolRef) && has(self.kubeconfig) == has(oldSelf.kubeconfig) && (!has(self.kubeconfig) || self.kubeconfig == oldSelf.kubeconfig)",
    message = "a sandbox is asked for once: delete it, and Headgate asks again if it has to",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "has(self.poolRef) != has(self.kubeconfig)",
    message = "exactly one of poolRef or kubeconfig is allowed")
@ValidationRule(
    value = "has(self.changeRequest) || has(self.poolRef)",
    message = "what is no ChangeRequest's is kept warm by a pool: it names its pool",
    fieldPath = ".poolRef")
public record ChangeSandboxSpec(
    @JsonPropertyDescription("Whose it is; absent of one that a pool keeps warm.")
        @Nullable Holder changeRequest,
    @JsonPropertyDescription("The pool that the gate names.") @Nullable PoolRef poolRef,
    @JsonPropertyDescription("The kubeconfig that the gate names.")
        @Nullable KubeconfigRef kubeconfig,
    @JsonPropertyDescription(
            "Until when a person keeps it, though its ChangeRequest is judged or its time is over. At most 24 hours beyond its end count; status.keptUntil says what does.")
        @Nullable Instant keepUntil) {

  /** The ChangeRequest that a sandbox belongs to. */
  @JsonClassDescription("A ChangeRequest of the same namespace.")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Holder(
      @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME) String name,
      @JsonPropertyDescription("Its UID: one of the same name made later is another one.")
          @Required
          @Size(min = 1, max = 64)
          String uid) {}
}
