package dev.headgate.faults.monitor;

import static dev.headgate.faults.monitor.ShownIsProven.commit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * S7: nothing is said before it is so. A gate says of no revision that it is live, was live or is
 * on its way before the source showed it, and is not Open while head is something else; no proof
 * passes whose checks were not made, or whose sandbox was never entered.
 */
final class UnknownIsClosed implements Promise {

  @Override
  public String id() {
    return "S7";
  }

  @Override
  public Findings check(Evidence evidence) {
    var walk = new Walk(evidence.expected());
    evidence.seen().stream().filter(seen -> !seen.isOnHost()).forEach(walk::entered);
    evidence.seen().stream().filter(Seen::isOnHost).forEach(walk::next);
    return walk.findings;
  }

  private static final class Walk {

    private final Expected expected;
    private final Findings findings = new Findings();
    private final Set<String> shown = new HashSet<>();
    private final Set<String> judged = new HashSet<>();
    private final Map<String, Instant> entered = new HashMap<>();

    Walk(Expected expected) {
      this.expected = expected;
    }

    /** By the clocks of the clusters: of two watches one may hear late. */
    void entered(Seen seen) {
      entered.merge(
          seen.text(OneSandbox.CHANGE),
          Instant.parse(seen.text("/metadata/creationTimestamp")),
          (one, other) -> one.isBefore(other) ? one : other);
    }

    void next(Seen seen) {
      if (seen.deleted()) {
        return;
      }
      switch (seen.resource()) {
        case "gitrepositories" -> source(seen);
        case "promotiongates" -> gate(seen, seen.object().path("status"));
        case "changerequests" -> proof(seen, seen.object().path("status"));
        default -> {}
      }
    }

    private void source(Seen seen) {
      if (seen.name().equals(expected.source())) {
        shown.add(seen.text("/spec/ref/commit"));
        shown.add(commit(seen.text("/status/artifact/revision")));
      }
    }

    private void gate(Seen seen, JsonNode status) {
      expectShown(seen, "is live", status.path("live"));
      expectShown(seen, "is on its way", status.at("/pin/revision"));
      status.path("history").forEach(one -> expectShown(seen, "was live", one.path("revision")));
      if (status.path("state").asText().equals("Open")) {
        var live = commit(status.path("live").asText());
        var head = commit(status.at("/head/revision").asText());
        findings.expect(
            head.isEmpty() || head.equals(live), "%s is Open at %s; head is %s", seen, live, head);
      }
    }

    private void expectShown(Seen seen, String word, JsonNode revision) {
      var commit = commit(revision.asText(""));
      if (!commit.isEmpty()) {
        findings.expect(
            shown.contains(commit), "%s says %s %s; no source showed it", seen, commit, word);
      }
    }

    private void proof(Seen seen, JsonNode status) {
      var passed = status.at("/verdict/result").asText().equals("Passed");
      if (!passed || !judged.add(seen.uid())) {
        return;
      }
      findings.expect(isTrue(status, "Checked"), "%s passed without checks", seen);
      if (expected.needsSandbox()) {
        var since = entered.getOrDefault(seen.uid(), Instant.MAX);
        var decidedAt = Instant.parse(status.at("/verdict/decidedAt").asText());
        findings.expect(
            !since.isAfter(decidedAt), "%s passed, and nothing of it was in the sandbox", seen);
      }
    }

    private static boolean isTrue(JsonNode status, String condition) {
      return StreamSupport.stream(status.path("conditions").spliterator(), false)
          .anyMatch(
              one ->
                  one.path("type").asText().equals(condition)
                      && one.path("status").asText().equals("True"));
    }
  }
}
