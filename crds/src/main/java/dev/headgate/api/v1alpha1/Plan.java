package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What the risk demands. */
@JsonClassDescription("What the risk demands.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
    @JsonPropertyDescription("The digest of policy and plan.") @Required @Size(max = Bounds.NAME)
        String digest,
    @JsonPropertyDescription("Whether it has to run in a sandbox.") @Required SandboxNeed sandbox,
    @JsonPropertyDescription("How long a verdict has to age before promotion.")
        @Nullable TimeSpan soak,
    @JsonPropertyDescription("How many people have to agree.") @Min(0) int approvals,
    @JsonPropertyDescription("When the proof is given up.") @Nullable TimeSpan deadline) {}
