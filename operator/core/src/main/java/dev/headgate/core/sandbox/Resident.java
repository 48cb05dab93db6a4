package dev.headgate.core.sandbox;

/**
 * A change that has an inventory in a sandbox: it left something there, or still has it.
 *
 * @param changeUid of its ChangeRequest
 * @param hostUid of the host where that is; empty when the inventory does not say
 */
public record Resident(String changeUid, String hostUid) {}
