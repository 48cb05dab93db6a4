package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes of the pin when its gate is deleted. */
public enum OnDelete {
  /** The pin stays. */
  HOLD,
  /** The pin goes, the source follows its branch again. */
  RELEASE,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static OnDelete of(String word) {
    return Words.read(OnDelete.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
