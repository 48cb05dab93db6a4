package dev.headgate.core.verdict;

/**
 * Something that is wrong with a change: which check or probe says so, of which object (or file),
 * at which field (empty when it is the whole), and why. Never holds a value of a Secret.
 */
public record Finding(String check, String object, String field, String message) {}
