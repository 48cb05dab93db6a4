package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far a proof has come. */
public enum Phase {
  FETCHING,
  CLASSIFYING,
  CHECKING,
  /** Waits for a sandbox. */
  PROVISIONING,
  /** Runs in a sandbox. */
  RUNNING,
  PASSED,
  FAILED,
  INCONCLUSIVE,
  /** A newer head made it pointless. */
  SUPERSEDED,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static Phase of(String word) {
    return Words.read(Phase.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
