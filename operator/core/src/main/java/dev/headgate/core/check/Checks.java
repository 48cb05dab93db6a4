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

  /** All were made: no finding means that none objects. */
  record Done(List<Finding> findings, List<Gap> gaps) implements Checks {
    public Done {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
    }
  }
}
