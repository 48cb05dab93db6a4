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
    BYPASS
  }

  private static final Duration LONGEST_BYPASS = Duration.ofHours(24);

  public Approval {
    groups = List.copyOf(groups);
  }

  /** Whether it speaks of this revision and counts now. A bypass has to expire, within 24 h. */
  boolean isValid(Action wanted, Revision about, Instant now) {
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
