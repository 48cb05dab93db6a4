package dev.headgate.faults.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * S3: at most one sandbox for a ChangeRequest, at most one change in a sandbox that is leased, and
 * nothing left of either in the end.
 */
final class OneSandbox implements Promise {

  static final String CHANGE = "/metadata/labels/headgate.dev~1change";

  @Override
  public String id() {
    return "S3";
  }

  @Override
  public Findings check(Evidence evidence) {
    var findings = new Findings();
    var sandboxes = new LinkedHashMap<String, Seen>();
    var leases = new LinkedHashMap<String, Seen>();
    var inside = new LinkedHashMap<String, Seen>();
    for (var seen : evidence.seen()) {
      if (!seen.isOnHost()) {
        keep(inside, seen);
        expectOne(findings, inside, CHANGE, seen, "changes are in one sandbox");
      } else if (seen.is("changesandboxes")) {
        keep(sandboxes, seen);
        expectOneEach(findings, sandboxes, "/spec/changeRequest/uid", seen);
      } else if (seen.is("leases")) {
        keep(leases, seen);
        expectOneEach(findings, leases, "/spec/holderIdentity", seen);
      }
    }
    findings.expect(sandboxes.isEmpty(), "left in the end: %s", sandboxes.values());
    findings.expect(leases.isEmpty(), "left in the end: %s", leases.values());
    findings.expect(inside.isEmpty(), "left in the sandbox: %s", inside.values());
    return findings;
  }

  private static void keep(Map<String, Seen> standing, Seen seen) {
    if (seen.deleted()) {
      standing.remove(seen.uid());
    } else {
      standing.put(seen.uid(), seen);
    }
  }

  private static void expectOneEach(
      Findings findings, Map<String, Seen> standing, String holder, Seen seen) {
    var count =
        standing.values().stream()
            .filter(one -> one.text(holder).equals(seen.text(holder)))
            .count();
    findings.expect(
        count <= 1, "%d %s for one ChangeRequest: %s", count, seen.resource(), standing.values());
  }

  private static void expectOne(
      Findings findings, Map<String, Seen> standing, String label, Seen seen, String words) {
    var changes =
        standing.values().stream().map(one -> one.text(label)).collect(Collectors.toSet());
    findings.expect(changes.size() <= 1, "%d %s: %s, see %s", changes.size(), words, changes, seen);
  }
}
