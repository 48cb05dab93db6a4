package dev.headgate.runtime.proof;

import dev.headgate.core.check.Checks;
import dev.headgate.runtime.assess.Comparison;
import dev.headgate.runtime.host.GateContext;
import java.util.Optional;

/** Judges a change against the live API server, without changing anything there. */
@FunctionalInterface
public interface LiveChecks {

  /**
   * Runs them.
   *
   * @param context the gate's, where there is one: what follows its source in the cluster
   */
  Checks run(Comparison.Ready comparison, Optional<GateContext> context)
      throws InterruptedException;
}
