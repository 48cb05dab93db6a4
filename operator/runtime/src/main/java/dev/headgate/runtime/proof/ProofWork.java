package dev.headgate.runtime.proof;

import dev.headgate.core.check.Checks;
import dev.headgate.core.probe.Run;
import dev.headgate.runtime.assess.Comparer;

/** The parts of a proof that take time, and where their results are kept meanwhile. */
public record ProofWork(
    Comparer comparer,
    BroughtManifests brought,
    LiveChecks liveChecks,
    Sandboxes sandboxes,
    Withdrawals withdrawals,
    Jobs<Checks> checks,
    Jobs<Run> runs) {}
