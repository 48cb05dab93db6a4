package dev.headgate.core.sandbox;

/** What came of talking to a sandbox. */
public sealed interface Contact {

  /** Nobody has tried, it did not answer, or not as it should yet. */
  record Pending(String reason) implements Contact {}

  /** It is never to be used. */
  record Refused(String reason) implements Contact {}

  /** It is ready, and is this cluster. */
  record Reached(String kubeSystemUid) implements Contact {}
}
