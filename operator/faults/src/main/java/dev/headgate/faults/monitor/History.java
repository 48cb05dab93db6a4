package dev.headgate.faults.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All revisions of all objects that were seen in a run. */
public final class History {

  private static final Comparator<Seen> ORDER =
      Comparator.comparing(Seen::isOnHost).reversed().thenComparingLong(Seen::version);

  private final List<Seen> seen = new ArrayList<>();

  synchronized void add(Seen revision) {
    seen.add(revision);
  }

  /** Those of the host first, each cluster's in the order in which they were stored. */
  public synchronized List<Seen> inOrder() {
    return seen.stream().sorted(ORDER).toList();
  }

  /** Whether that object was seen as it is at that version, or later, or gone. */
  synchronized boolean reaches(String cluster, String uid, long version) {
    return seen.stream()
        .anyMatch(
            one ->
                one.cluster().equals(cluster) && one.uid().equals(uid) && one.version() >= version);
  }
}
