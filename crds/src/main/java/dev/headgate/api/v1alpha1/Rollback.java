package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What is offered when a promotion did not follow well. */
public enum Rollback {
  /** The way back, which is taken when a person says so. */
  MANUAL,
  /** None: the cluster only goes forward. */
  NEVER,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static Rollback of(String word) {
    return Words.read(Rollback.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
