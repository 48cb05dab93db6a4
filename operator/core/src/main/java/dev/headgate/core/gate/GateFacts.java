package dev.headgate.core.gate;

import java.util.List;
import java.util.Optional;

/**
 * All that a gate is decided on, read once. A missing answer has a type of its own everywhere, so
 * that it can never look like a good one.
 *
 * @param rivals names of other gates on the same source
 * @param probed what the gate's probes came to the last time, perhaps of what was live before
 */
public record GateFacts(
    Gate gate,
    Source source,
    List<String> rivals,
    Guard guard,
    Head head,
    Landing landing,
    Ledger ledger,
    List<Candidate> candidates,
    List<Approval> approvals,
    List<Follower> followers,
    Optional<ProbedLive> probed,
    Previous previous) {

  public GateFacts {
    rivals = List.copyOf(rivals);
    candidates = List.copyOf(candidates);
    approvals = List.copyOf(approvals);
    followers = List.copyOf(followers);
  }
}
