package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.util.Optional;
import java.util.Set;

/**
 * A Kustomization that follows the source, {@code namespace/name}.
 *
 * @param ready debounced: it passes through Unknown at each reconcile
 * @param lastApplied with success; empty when it never was, so that it was never well
 * @param suspended it does nothing, because somebody said so or because it is being deleted
 * @param lastAttempted with or without success; empty when it never was
 * @param requestedAt the token of the last request to reconcile, whoever asked
 */
public record Follower(
    String name,
    boolean ready,
    Optional<Revision> lastApplied,
    boolean suspended,
    Optional<Revision> lastAttempted,
    Optional<String> requestedAt) {

  /** Whether it is at something else than this, and could be asked to follow. */
  boolean isElsewhere(Revision live) {
    return !suspended && lastAttempted.filter(at -> !live.sameCommit(at)).isPresent();
  }

  /** Whether anything can be told from it about a promotion that found these broken. */
  boolean isWatched(Set<String> brokenBefore) {
    return lastApplied.isPresent() && !suspended && !brokenBefore.contains(name);
  }

  boolean isWellAt(Revision live) {
    return ready && lastApplied.filter(live::sameCommit).isPresent();
  }
}
