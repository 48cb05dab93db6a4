package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sandbox that this proof holds or held. */
@JsonClassDescription("The sandbox that this proof holds or held.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SandboxLease(
    @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME) String name,
    @JsonPropertyDescription(
            "Which cluster it was: a sandbox that lost its data answers as if nothing had happened.")
        @Size(max = Bounds.NAME)
        @Nullable String kubeSystemUid,
    @JsonPropertyDescription("Since when.") @Nullable Instant leasedAt,
    @JsonPropertyDescription("When it was clean and given back.") @Nullable Instant releasedAt) {}
