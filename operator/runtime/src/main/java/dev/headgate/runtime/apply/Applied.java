package dev.headgate.runtime.apply;

import dev.headgate.core.change.Digest;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.runtime.rest.ServedKind;

/**
 * An object that the sandbox took. It holds no content: a set of thousands stays small.
 *
 * @param key as the manifest has it
 * @param namespace where it is, which the manifest may have left open
 * @param uid tells it from a later one of the same name
 * @param digest of the bytes that were sent
 * @param prune whether it goes when a later set lacks it
 */
public record Applied(
    ObjectKey key, ServedKind kind, String namespace, String uid, Digest digest, boolean prune) {}
