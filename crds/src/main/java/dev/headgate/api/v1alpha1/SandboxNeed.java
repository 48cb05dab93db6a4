package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a plan wants the change run in a sandbox. */
public enum SandboxNeed {
  REQUIRED,
  IF_AVAILABLE,
  NEVER,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static SandboxNeed of(String word) {
    return Words.read(SandboxNeed.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
