package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which changes run in their sandboxes at this moment, in this process; no other runs any. */
final class RunningChanges {

  private final Set<String> changeUids = ConcurrentHashMap.newKeySet();
  private final Consumer<String> stopper;

  /**
   * Knows none yet.
   *
   * @param stopper stops the run of the change with that UID, and forgets what came of it
   */
  RunningChanges(Consumer<String> stopper) {
    this.stopper = stopper;
  }

  void begin(String changeUid) {
    changeUids.add(changeUid);
  }

  void end(String changeUid) {
    changeUids.remove(changeUid);
  }

  /** The UIDs of their ChangeRequests. */
  Set<String> all() {
    return Set.copyOf(changeUids);
  }

  boolean contains(ChangeSandbox sandbox) {
    return changeUids.contains(Sandboxed.changeUid(sandbox));
  }

  void stop(ChangeSandbox sandbox) {
    stopper.accept(Sandboxed.changeUid(sandbox));
  }
}
