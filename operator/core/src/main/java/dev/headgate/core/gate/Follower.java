package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.util.Optional;

/**
 * A Kustomization that follows the source, {@code namespace/name}.
 *
 * @param ready debounced: it passes through Unknown at each reconcile
 * @param wasReadyBefore it was Ready and not suspended when the pin was last moved
 */
public record Follower(
    String name,
    boolean ready,
    Optional<Revision> lastApplied,
    boolean suspended,
    boolean wasReadyBefore) {

  /** Whether anything can be told from it about the last promotion. */
  boolean isWatched() {
    return wasReadyBefore && !suspended;
  }

  boolean isWellAt(Revision live) {
    return ready && lastApplied.filter(live::sameCommit).isPresent();
  }
}
