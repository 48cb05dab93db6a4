package dev.headgate.core.gate;

/** One aspect of a gate, for status. */
public record Condition(Type type, Status status, ConditionReason reason, String message) {

  /** What it speaks of. */
  public enum Type {
    /** Enforcing: the pin is owned, the guard is present, the source is fine. */
    READY("Ready"),
    /** Live is head. */
    OPEN("Open"),
    /** The source serves what the pin names. */
    LANDED("Landed"),
    /** What followed well before follows well now. */
    VERIFIED("Verified"),
    /** Something unproven is or was let through. */
    BYPASSED("Bypassed"),
    /** Cannot gate this source. */
    STALLED("Stalled");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** As it is written in status. */
    public String text() {
      return text;
    }
  }

  /** Whether it holds. */
  public enum Status {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** As it is written in status. */
    public String text() {
      return text;
    }
  }
}
