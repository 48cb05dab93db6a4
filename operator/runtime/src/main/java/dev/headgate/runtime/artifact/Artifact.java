package dev.headgate.runtime.artifact;

import dev.headgate.core.tree.Revision;

/**
 * What a Flux source shows in {@code status.artifact}. {@code digest} is over the bytes at {@code
 * url} and is the identity: source-controller reuses the url of a commit when the source's ignore
 * rules change.
 */
public record Artifact(String url, String digest, Revision revision) {}
