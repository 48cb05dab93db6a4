package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A revision that was live, as status remembers it.
 *
 * @param changeRequest the proof, if it was proven
 * @param at when it landed
 * @param brokenBefore followers that did not follow well before it, so that it is not blamed
 * @param verifiedAt when its verification ended well
 */
public record Recorded(
    Revision revision,
    Optional<String> changeRequest,
    Why why,
    Instant at,
    Set<String> brokenBefore,
    Optional<Instant> verifiedAt) {

  public Recorded {
    brokenBefore = Collections.unmodifiableSet(new TreeSet<>(brokenBefore));
  }

  /** One of which nothing else is known. */
  public Recorded(Revision revision, Optional<String> changeRequest, Why why, Instant at) {
    this(revision, changeRequest, why, at, Set.of(), Optional.empty());
  }

  Recorded verified(Instant now) {
    return new Recorded(revision, changeRequest, why, at, brokenBefore, Optional.of(now));
  }
}
