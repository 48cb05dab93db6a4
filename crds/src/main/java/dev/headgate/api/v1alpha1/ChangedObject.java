package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One object of the change set. */
@JsonClassDescription("One object of the change set.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangedObject(
    @JsonPropertyDescription("Its kind, namespace and name.") @Required @Size(max = Bounds.OBJECT)
        String object,
    @JsonPropertyDescription("What happens to it.") @Required Operation op,
    @JsonPropertyDescription("Short digest of what is live.") @Size(max = Bounds.NAME)
        @Nullable String before,
    @JsonPropertyDescription("Short digest of what is to come.") @Size(max = Bounds.NAME)
        @Nullable String after) {}
