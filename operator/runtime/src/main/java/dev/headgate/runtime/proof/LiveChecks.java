package dev.headgate.runtime.proof;

import dev.headgate.core.check.Checks;
import dev.headgate.runtime.assess.Comparison;

/** Judges a change against the live API server, without changing anything there. */
@FunctionalInterface
public interface LiveChecks {

  Checks run(Comparison.Ready comparison) throws InterruptedException;
}
