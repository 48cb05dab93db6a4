package dev.headgate.runtime.assess;

import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.proof.Subject;
import dev.headgate.core.tree.Tree;
import dev.headgate.core.verdict.Finding;
import java.util.List;
import java.util.Optional;

/** Live and candidate side by side, or why that could not be had. */
public sealed interface Comparison {

  /** Not yet; {@code reason} says what is waited for. */
  record Pending(String reason) implements Comparison {}

  /** The candidate's bytes will never come. */
  record Gone(String reason) implements Comparison {}

  /** The candidate's bytes came and are refused. */
  record Refused(List<Finding> findings) implements Comparison {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Both were rendered.
   *
   * @param awaited what CI has not rendered yet and may still render; until then the tree speaks
   *     alone
   */
  record Ready(
      Subject subject,
      Tree liveTree,
      Tree candidateTree,
      Rendering live,
      Rendering candidate,
      ChangeSet changes,
      Coverage coverage,
      Optional<String> awaited)
      implements Comparison {}
}
