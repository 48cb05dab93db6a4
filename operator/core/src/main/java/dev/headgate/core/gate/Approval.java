package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What a person decided about one revision (a ChangeApproval). */
public record Approval(
    String name,
    String user,
    List<String> groups,
    Revision revision,
    Action action,
    Instant createdAt,
    Optional<Instant> expiresAt,
    String reason) {

  /** What was decided. */
  public enum Action {
    APPROVE,
    HOLD,
    BYPASS,
    /** This version cannot read it; it may be a hold, so it holds whatever comes. */
    UNREADABLE
  }

  private static final Duration LONGEST_BYPASS = Duration.ofHours(24);
  private static final Revision UNKNOWN = new Revision("unknown");

  /** One of which nothing is known but that it is there. */
  public static Approval unreadable(String name, Instant createdAt) {
    return new Approval(
        name, "", List.of(), UNKNOWN, Action.UNREADABLE, createdAt, Optional.empty(), "");
  }

  public Approval {
    groups = List.copyOf(groups);
  }

  /** Whether it speaks of this revision and counts now. A bypass has to expire, within 24 h. */
  boolean isValid(Action wanted, Revision about, Instant now) {
    if (action == Action.UNREADABLE) {
      return wanted == Action.HOLD;
    }
    return action == wanted
        && revision.sameCommit(about)
        && end().map(now::isBefore).orElse(wanted != Action.BYPASS);
  }

  /** Made then or later; the API server knows seconds only. */
  boolean isSince(Instant then) {
    return !createdAt.isBefore(then.truncatedTo(ChronoUnit.SECONDS));
  }

  /** When it stops to count. */
  Optional<Instant> end() {
    if (action != Action.BYPASS) {
      return expiresAt;
    }
    var latest = createdAt.plus(LONGEST_BYPASS);
    return expiresAt.map(at -> at.isBefore(latest) ? at : latest);
  }
}
