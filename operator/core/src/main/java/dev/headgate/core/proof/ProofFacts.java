package dev.headgate.core.proof;

import dev.headgate.core.check.Checks;
import dev.headgate.core.probe.Run;
import dev.headgate.core.sandbox.Sandbox;
import dev.headgate.core.verdict.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a proof is decided on, read once. A missing answer has a type of its own everywhere, so
 * that it can never look like a good one.
 *
 * @param startedAt when the deadline began to run
 * @param recorded the verdict that stands in status; it never changes
 * @param suspended nothing is started, and what is held is given back
 * @param superseded why nobody needs the answer any more (also: the ChangeRequest is being deleted)
 * @param sandbox as it is now, in every state, so that every way out can give it back
 */
public record ProofFacts(
    Instant startedAt,
    Optional<Verdict> recorded,
    boolean suspended,
    Optional<String> superseded,
    Fetch fetch,
    Classification classification,
    Checks checks,
    Sandbox sandbox,
    Run run) {}
