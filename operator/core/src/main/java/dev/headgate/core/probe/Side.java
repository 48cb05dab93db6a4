package dev.headgate.core.probe;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.verdict.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one of the two revisions did in the sandbox.
 *
 * @param health of all that the sandbox took
 * @param untouched custom resources on which no controller has acted
 * @param rejected what the sandbox did not take, with its reasons
 * @param gaps what it was not given, or could not say anything about
 * @param pruned what is gone because this revision lacks it
 */
public record Side(
    Map<ObjectKey, Health> health,
    Set<ObjectKey> untouched,
    Map<ObjectKey, List<Finding>> rejected,
    List<Gap> gaps,
    Set<ObjectKey> pruned) {

  public Side {
    health = Map.copyOf(health);
    untouched = Set.copyOf(untouched);
    rejected = Map.copyOf(rejected);
    gaps = List.copyOf(gaps);
    pruned = Set.copyOf(pruned);
  }

  boolean isReady(ObjectKey key) {
    return health.get(key) instanceof Health.Current;
  }

  /** Broken, not merely absent or unknown. */
  boolean isBroken(ObjectKey key) {
    return rejected.containsKey(key)
        || switch (health.get(key)) {
          case null -> false;
          case Health.Current() -> false;
          case Health.Unknown(var reason) -> false;
          case Health.InProgress(var reason) -> true;
          case Health.Failed(var reason) -> true;
          case Health.Terminating() -> true;
        };
  }
}
