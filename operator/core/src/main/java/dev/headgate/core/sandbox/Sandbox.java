package dev.headgate.core.sandbox;

/** Whether a proof has a sandbox to run in. */
public sealed interface Sandbox {

  /** Nobody has asked yet, or one is being made, cleaned or used by another proof. */
  record Pending(String reason) implements Sandbox {}

  /** One is configured, and asking again within this proof would not help. */
  record Refused(String reason) implements Sandbox {}

  /** The gate has none. */
  record Unconfigured() implements Sandbox {}

  /** Leased to this proof, empty of anything that others left. */
  record Ready(Lease lease) implements Sandbox {}
}
