package dev.headgate.faults.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What people do in a run; how it is played says {@code world/Stories}. */
public enum Story {
  /** A gate is made, adopts what is live, and lets a harmless commit through. */
  ROUTINE,
  /** A commit that is tried in a sandbox, with a Secret among what changes. */
  SANDBOX,
  /** A commit that is frozen, held by a person and then approved, and another after it. */
  PROMOTION;

  @JsonValue
  public String word() {
    return Words.of(this);
  }

  @JsonCreator
  static Story of(String word) {
    return Words.read(Story.class, word);
  }
}
