package dev.headgate.core.sandbox;

import java.util.List;
import java.util.stream.Collectors;

/** Whether a sandbox that was leased to a change has room for it. */
public sealed interface Occupancy {

  /** Yes, once that is cleaned away which these changes left and nobody speaks for any more. */
  record Abandoned(List<String> changeUids) implements Occupancy {
    public Abandoned {
      changeUids = List.copyOf(changeUids);
    }
  }

  /** No; the reason says whose it is, and what a person can do. */
  record Taken(String reason) implements Occupancy {}

  /**
   * Only what this host made, and has no claim to any more, may be cleaned away.
   *
   * @param others whoever has an inventory there besides the change itself
   * @param claims read after {@code others}: a change has its ChangeSandbox before its inventory
   */
  static Occupancy of(List<Resident> others, String hostUid, Claims claims) {
    var reasons =
        others.stream().flatMap(other -> WhyTaken.of(other, hostUid, claims).stream()).toList();
    return reasons.isEmpty()
        ? new Abandoned(others.stream().map(Resident::changeUid).distinct().toList())
        : new Taken(
            reasons.stream()
                    .limit(WhyTaken.SHOWN)
                    .collect(
                        Collectors.joining(
                            "; ", "the sandbox holds objects of other changes: ", ""))
                + WhyTaken.more(reasons.size()));
  }
}
