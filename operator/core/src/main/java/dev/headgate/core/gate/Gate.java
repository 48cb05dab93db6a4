package dev.headgate.core.gate;

import java.time.Duration;
import java.util.Optional;

/**
 * What the PromotionGate asks for.
 *
 * @param minSoak least age of a verdict on Medium and High
 * @param verification how long a landed revision is watched
 * @param probes what is measured of it meanwhile
 * @param rollback what is offered when it does not follow well
 */
public record Gate(
    String namespace,
    String name,
    String uid,
    long generation,
    Enforcement enforcement,
    OnDelete onDelete,
    boolean beingDeleted,
    Duration minSoak,
    Approvers approvers,
    Optional<Freeze> freeze,
    Duration verification,
    AskedOfLive probes,
    Rollback rollback) {

  boolean enforces() {
    return enforcement == Enforcement.PIN;
  }

  /** The name of the n-th attempt to prove a commit: the same for everybody who computes it. */
  String attemptName(String shortCommit, int attempt) {
    return "%s-%s-%d".formatted(name, shortCommit, attempt);
  }
}
