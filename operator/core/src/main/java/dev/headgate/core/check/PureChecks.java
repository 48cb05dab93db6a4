package dev.headgate.core.check;

import dev.headgate.core.risk.ChangeFacts;
import dev.headgate.core.verdict.Finding;
import java.util.List;

/** What fails before anything is run, and before any API server is asked. */
public final class PureChecks {

  static final List<PureCheck> CHECKS =
      List.of(
          GateSource::check, // what the gate stands on stays as it is
          PruneOnMove::check); // nothing that holds data is deleted on its way

  private PureChecks() {}

  /** All findings, in the order of the checks. */
  public static List<Finding> findings(ChangeFacts facts) {
    return CHECKS.stream().flatMap(check -> check.check(facts).stream()).toList();
  }
}
