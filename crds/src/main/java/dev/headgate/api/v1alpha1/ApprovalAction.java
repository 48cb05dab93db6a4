package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a person decided. */
public enum ApprovalAction {
  APPROVE,
  HOLD,
  /** Let it through without proof, for a while. */
  BYPASS,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static ApprovalAction of(String word) {
    return Words.read(ApprovalAction.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
