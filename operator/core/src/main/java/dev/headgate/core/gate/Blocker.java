package dev.headgate.core.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One unmet requirement.
 *
 * @param since when it was first unmet
 * @param until when it is met by itself; of a proof, when it is tried again by itself
 * @param clearWith the command that clears it: object names and hex digests only, since people
 *     paste it into shells
 */
public record Blocker(
    Type type,
    BlockerReason reason,
    String message,
    Instant since,
    Optional<Instant> until,
    Optional<String> clearWith) {

  /** The requirement. */
  public enum Type {
    SOURCE("Source"),
    PROOF("Proof"),
    HOLD("Hold"),
    FREEZE("Freeze"),
    WITHDRAWN("Withdrawn"),
    VERIFICATION("Verification"),
    APPROVAL("Approval"),
    SOAK("Soak"),
    HEAD("Head"),
    LIVE("Live"),
    GUARD("Guard"),
    LANDING("Landing");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** As it is written in status. */
    public String text() {
      return text;
    }
  }

  static Blocker of(Type type, BlockerReason reason, String message, Instant now) {
    return new Blocker(type, reason, message, now, Optional.empty(), Optional.empty());
  }

  Blocker until(Optional<Instant> liftsAt) {
    return new Blocker(type, reason, message, since, liftsAt, clearWith);
  }

  Blocker clearWith(Optional<String> command) {
    return new Blocker(type, reason, message, since, until, command);
  }

  /** Keeps {@code since} of the same blocker when it was there before. */
  Blocker continuing(List<Blocker> before) {
    return before.stream()
        .filter(old -> old.type() == type && old.reason() == reason)
        .findFirst()
        .map(old -> new Blocker(type, reason, message, old.since(), until, clearWith))
        .orElse(this);
  }
}
