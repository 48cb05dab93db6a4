package dev.headgate.core.gate;

/** What becomes of a revision whose verification failed. */
public enum Rollback {
  /** A way back is offered, and taken when a person says so. */
  MANUAL,
  /** The cluster only goes forward. */
  NEVER
}
