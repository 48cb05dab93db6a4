package dev.headgate.core.change;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One Kubernetes object as it will be applied. {@code prune} is false when Flux would keep it after
 * it left Git (its Kustomization does not prune, or the object is annotated so).
 */
public record Manifest(
    ObjectKey key, String apiVersion, ObjectNode content, Origin origin, boolean prune) {}
