package dev.headgate.core.proof;

import dev.headgate.core.verdict.Finding;
import java.util.List;

/** Whether the bytes are there and could be rendered and compared with live. */
public sealed interface Fetch {

  /** Not yet; {@code reason} says what is waited for. */
  record Pending(String reason) implements Fetch {}

  /** They will never come: the revision left its branch, or nobody serves it any more. */
  record Gone(String reason) implements Fetch {}

  /** They came and are refused: a limit is broken, or the tree cannot be rendered. */
  record Refused(List<Finding> findings) implements Fetch {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /** Fetched, rendered and compared. */
  record Ready(Subject subject) implements Fetch {}
}
