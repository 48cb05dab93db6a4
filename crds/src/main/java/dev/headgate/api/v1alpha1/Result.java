package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a verdict says. */
public enum Result {
  PASSED,
  FAILED,
  /** Could not tell: neither passed nor failed. */
  INCONCLUSIVE,
  SUPERSEDED,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static Result of(String word) {
    return Words.read(Result.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
