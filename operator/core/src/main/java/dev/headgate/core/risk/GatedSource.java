package dev.headgate.core.risk;

import dev.headgate.core.change.ObjectKey;

/**
 * What a gate holds: the Flux source whose pin it owns, and the root Kustomization that follows.
 */
public record GatedSource(ObjectKey source, ObjectKey kustomization) {}
