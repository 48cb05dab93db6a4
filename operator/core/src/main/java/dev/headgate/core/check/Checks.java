package dev.headgate.core.check;

import dev.headgate.core.change.Gap;
import dev.headgate.core.verdict.Finding;
import java.util.List;

/**
 * How far the judgement without a sandbox (schema, policy, live dry run) has come. A check that
 * could not be made is never a check without findings.
 */
public sealed interface Checks {

  /** Nobody has asked yet. */
  record NotRun() implements Checks {}

  /** They could not be made, for example because the API server did not answer. */
  record Unavailable(String reason) implements Checks {}

  /**
   * All were made: no finding means that none objects.
   *
   * @param warnings what people should know of a change to which nothing objects: whose fields it
   *     takes, what Flux will delete
   */
  record Done(List<Finding> findings, List<Gap> gaps, List<Finding> warnings) implements Checks {
    public Done {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
      warnings = List.copyOf(warnings);
    }

    public Done(List<Finding> findings, List<Gap> gaps) {
      this(findings, gaps, List.of());
    }
  }
}
