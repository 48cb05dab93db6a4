package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The sorts of gaps that a gate can ask people about. */
public enum GapKind {
  PLACEHOLDER,
  UNRESOLVED_VARIABLE,
  REMOTE_BASE,
  CHART_NOT_INFLATED,
  RENDERING_UNVERIFIED,
  LEFT_OUT,
  NOT_CHECKED,
  LIVE_UNKNOWN,
  NOT_APPLIED,
  NOT_EXERCISED,
  NOT_COPIED,
  STAND_IN,
  BROKEN_BEFORE,
  NO_SANDBOX,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static GapKind of(String word) {
    return Words.read(GapKind.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
