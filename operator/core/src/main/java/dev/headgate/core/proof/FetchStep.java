package dev.headgate.core.proof;

import java.time.Instant;

/** Bytes first: nothing is said about a revision that nobody has read. */
final class FetchStep {

  private FetchStep() {}

  static Decision decide(Proof.Fetching fetching, Fetch fetch, Instant now) {
    return switch (fetch) {
      case Fetch.Pending(var reason) -> Patience.forInput(now, reason);
      case Fetch.Gone(var reason) -> Decision.advance(fetching.superseded(reason));
      case Fetch.Refused(var findings) -> Decision.advance(fetching.refused(findings));
      case Fetch.Ready(var subject) -> Decision.advance(fetching.fetched(subject));
    };
  }
}
