package dev.headgate.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a gate is doing, in one word. */
public enum GateState {
  /** Live is head. */
  OPEN,
  /** At least one blocker. */
  HELD,
  /** A pin move is in flight. */
  PROMOTING,
  /** It has landed and is being watched. */
  VERIFYING,
  /** Something unproven is or was let through. */
  BYPASSED,
  /** Enforcement is Observe. */
  OBSERVING,
  /** Cannot gate this source; blockers say why. */
  STALLED,
  /** A word of another version; never written by us and never allowed by the schema. */
  UNKNOWN;

  @JsonCreator
  static GateState of(String word) {
    return Words.read(GateState.class, word, UNKNOWN);
  }

  /** The word as it stands in YAML. */
  @JsonValue
  public String word() {
    return Words.of(this);
  }
}
