package dev.headgate.runtime.apply;

import dev.headgate.core.change.Manifest;
import dev.headgate.runtime.rest.ServedKind;

/**
 * An object that the sandbox took.
 *
 * @param namespace where it is, which the manifest may have left open
 * @param uid tells it from a later one of the same name
 */
public record Applied(Manifest manifest, ServedKind kind, String namespace, String uid) {}
