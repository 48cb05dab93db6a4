package dev.headgate.core.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a person keeps a sandbox to look at what a change did in it, though its ChangeRequest is
 * judged or its time is over. Its place in the pool is taken all the while.
 */
public final class Keep {

  /** Beyond the end that its pool gave it: somebody else waits for that place. */
  public static final Duration LONGEST = Duration.ofHours(24);

  private Keep() {}

  /**
   * What counts of it.
   *
   * @param asked as a person wrote it
   * @param expiresAt when it is taken away at the latest, if nobody keeps it
   */
  public static Instant until(Instant asked, Instant expiresAt) {
    var last = expiresAt.plus(LONGEST);
    return asked.isBefore(last) ? asked : last;
  }

  /** Whether a sandbox that was leased once stays now, without a holder. */
  static boolean holds(LifeFacts facts, Instant now) {
    return facts.recordedUid().isPresent()
        && facts.admission() instanceof Admission.Granted granted
        && until(facts, granted).filter(now::isBefore).isPresent();
  }

  static Optional<Instant> until(LifeFacts facts, Admission.Granted granted) {
    return facts.keepUntil().map(asked -> until(asked, granted.expiresAt()));
  }

  static String sentence(Instant until) {
    return "somebody keeps it until %s (spec.keepUntil, at most %d hours beyond its ttl)"
        .formatted(until, LONGEST.toHours());
  }
}
