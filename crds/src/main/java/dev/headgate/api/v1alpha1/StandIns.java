package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What is played in sandboxes so that the rest goes on. Each is told as a gap of the verdict. */
@JsonClassDescription(
    "What is played in sandboxes so that the rest goes on. Each is told as a gap of the verdict.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StandIns(
    @JsonPropertyDescription(
            "Secrets that objects name and nobody brings are made with the keys that are asked for, without values.")
        boolean secrets,
    @JsonPropertyDescription(
            "Services of type LoadBalancer and Ingresses without an address get one of 192.0.2.0/24.")
        boolean addresses) {}
