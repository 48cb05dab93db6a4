package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A SandboxPool; one of another namespace has to list the own one in {@code spec.namespaces}. */
@JsonClassDescription(
    "A SandboxPool; one of another namespace has to list this one in spec.namespaces.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolRef(
    @JsonPropertyDescription("Its name.") @Required @Size(min = 1, max = Bounds.NAME) String name,
    @JsonPropertyDescription("Its namespace; default: the same.") @Size(min = 1, max = Bounds.NAME)
        @Nullable String namespace) {}
