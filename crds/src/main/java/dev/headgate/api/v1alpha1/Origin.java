package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why a revision was allowed to be live. */
public enum Origin {
  /** Proven. */
  VERDICT,
  /** It was live when the gate was made. */
  ADOPTED,
  /** A person let it through. */
  BYPASS,
  /** The gate observes and would have let it through. */
  OBSERVED,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static Origin of(String word) {
    return Words.read(Origin.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
