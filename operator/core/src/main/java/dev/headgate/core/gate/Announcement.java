package dev.headgate.core.gate;

/** What people are told about a gate, at the moment it happens. */
public enum Announcement {
  ADOPTED("Adopted", false),
  PROMOTING("Promoting", false),
  LANDED("Landed", false),
  HELD("Held", false),
  /** The gate observes, and would have let this revision through. */
  WOULD_PROMOTE("WouldPromote", false),
  VERIFIED("Verified", false),
  /** Some that followed well before did not follow in time. */
  VERIFICATION_FAILED("VerificationFailed", true),
  /** Something unproven is let through, because a person says so. */
  BYPASSED("Bypassed", true),
  /** Somebody else moved or removed the pin. */
  FOREIGN_PIN("ForeignPin", true),
  /** The source shows what is live, and a follower still has something that never was. */
  UNPROVEN_APPLIED("UnprovenApplied", true),
  STALLED("Stalled", true),
  GUARD_MISSING("GuardMissing", true),
  /** The source serves other bytes than were proven. */
  WRONG_BYTES("WrongBytes", true),
  RELEASED("Released", true);

  private final String text;
  private final boolean warning;

  Announcement(String text, boolean warning) {
    this.text = text;
    this.warning = warning;
  }

  /** The reason of the event. */
  public String text() {
    return text;
  }

  public boolean isWarning() {
    return warning;
  }
}
