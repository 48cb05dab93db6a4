package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.util.Optional;
import java.util.Set;

/**
 * A Kustomization that follows the source, {@code namespace/name}.
 *
 * @param ready debounced: it passes through Unknown at each reconcile
 * @param lastApplied with success; empty when it never was, so that it was never well
 */
public record Follower(
    String name, boolean ready, Optional<Revision> lastApplied, boolean suspended) {

  /** Whether anything can be told from it about a promotion that found these broken. */
  boolean isWatched(Set<String> brokenBefore) {
    return lastApplied.isPresent() && !suspended && !brokenBefore.contains(name);
  }

  boolean isWellAt(Revision live) {
    return ready && lastApplied.filter(live::sameCommit).isPresent();
  }
}
