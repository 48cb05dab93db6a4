package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Rendering;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that rules and pure checks may look at.
 *
 * @param source the gated source, absent when the change is proven without a gate
 * @param floor the least risk that the author sees in it
 */
public record ChangeFacts(
    ChangeSet changeSet,
    Coverage coverage,
    Rendering live,
    Rendering candidate,
    Optional<GatedSource> source,
    Optional<Floor> floor) {

  /** An author can raise the risk, never lower it. */
  public record Floor(RiskLevel level, String reason) {}

  public Stream<Change> changes() {
    return changeSet.changes().stream();
  }

  public Stream<Change> changes(Change.Op op) {
    return changes().filter(change -> change.op() == op);
  }
}
