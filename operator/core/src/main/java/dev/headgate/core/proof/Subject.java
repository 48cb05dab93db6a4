package dev.headgate.core.proof;

import dev.headgate.core.change.Digest;
import dev.headgate.core.tree.Revision;
import dev.headgate.core.tree.TreeDigest;

/**
 * What is being proven; carried through every state so that a verdict cannot be about something
 * else. {@code treeDigest} is over the files, {@code changeSetDigest} over the difference from
 * live.
 */
public record Subject(Revision revision, TreeDigest treeDigest, Digest changeSetDigest) {}
