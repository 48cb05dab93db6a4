package dev.headgate.faults.monitor;

import java.util.List;
import java.util.Map;

/**
 * What is known of a run beforehand.
 *
 * @param needsApproval whether each commit needs one approval
 * @param needsSandbox whether no commit passes that was not tried in a sandbox
 * @param proven of a commit, the digest of what it changes; empty while nobody knows it
 * @param secrets values that nobody may ever read anywhere
 */
public record Expected(
    String namespace,
    String gate,
    String source,
    boolean needsApproval,
    boolean needsSandbox,
    Map<String, String> proven,
    List<String> secrets) {}
