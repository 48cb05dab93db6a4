package dev.headgate.core.sandbox;

/**
 * A sandbox that one ChangeRequest holds. The UID of its {@code kube-system} namespace tells
 * whether it is still the cluster that it was: one that lost its data answers as if nothing had
 * happened.
 */
public record Lease(String sandbox, String kubeSystemUid) {}
