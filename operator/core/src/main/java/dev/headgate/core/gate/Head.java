package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.time.Instant;

/** The ungated copy of the source, {@code <gate>-head}, which sees what is new. */
public sealed interface Head {

  /** It has to be made. */
  record Absent() implements Head {}

  /**
   * It is there and has fetched nothing yet.
   *
   * @param drifted its spec is not what it has to be, or a request to reconcile the gated source
   *     was not passed on to it yet
   */
  record NotFetched(String uid, String reason, boolean drifted) implements Head {}

  /**
   * What is newest.
   *
   * @param since when this revision was first seen
   */
  record At(String uid, Revision revision, String artifactDigest, Instant since, boolean drifted)
      implements Head {}
}
