package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Rendering;
import java.util.Optional;
import java.util.stream.Stream;

/** All that rules and pure checks may look at; a value. */
public final class ChangeFacts {

  private final ChangeSet changeSet;
  private final Coverage coverage;
  private final Rendering live;
  private final Rendering candidate;
  private final Optional<GatedSource> source;
  private final Optional<Floor> floor;
  private final Releases releases;

  /**
   * @param source the gated source, absent when the change is proven without a gate
   * @param floor the least risk that the author sees in it
   */
  public ChangeFacts(
      ChangeSet changeSet,
      Coverage coverage,
      Rendering live,
      Rendering candidate,
      Optional<GatedSource> source,
      Optional<Floor> floor) {
    this.changeSet = changeSet;
    this.coverage = coverage;
    this.live = live;
    this.candidate = candidate;
    this.source = source;
    this.floor = floor;
    this.releases = Releases.in(live.manifests(), candidate.manifests());
  }

  /** An author can raise the risk, never lower it. */
  public record Floor(RiskLevel level, String reason) {}

  public ChangeSet changeSet() {
    return changeSet;
  }

  public Coverage coverage() {
    return coverage;
  }

  public Rendering live() {
    return live;
  }

  public Rendering candidate() {
    return candidate;
  }

  public Optional<GatedSource> source() {
    return source;
  }

  public Optional<Floor> floor() {
    return floor;
  }

  /** Which releases take their chart from which source, on either side. */
  Releases releases() {
    return releases;
  }

  public Stream<Change> changes() {
    return changeSet.changes().stream();
  }

  public Stream<Change> changes(Change.Op op) {
    return changes().filter(change -> change.op() == op);
  }
}
