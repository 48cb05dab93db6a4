package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far a sandbox has come. */
public enum SandboxPhase {
  /** Waits for its turn in the pool. */
  QUEUED,
  /** Is being made, or taken over from whoever has it. */
  CREATING,
  /** Was made, and does not answer as it should yet. */
  CONNECTING,
  /** Ready, and for whoever asks next. */
  WARM,
  /** Belongs to its ChangeRequest. */
  LEASED,
  /** Cannot be had, or was lost; it waits to be given back. */
  BROKEN,
  /** Is being cleaned, or taken down. */
  RELEASING,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static SandboxPhase of(String word) {
    return Words.read(SandboxPhase.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
