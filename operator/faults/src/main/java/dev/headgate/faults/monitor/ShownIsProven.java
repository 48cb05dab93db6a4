package dev.headgate.faults.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * S1: from adoption on the source shows a revision only if a verdict that passed covers what it
 * changes, nobody holds it, and whoever has to approve has. What Flux then tries and applies is one
 * of those too.
 *
 * <p>A person who speaks while the pin is on its way is too late: between the last look and the
 * write lies {@link #ON_ITS_WAY}.
 */
final class ShownIsProven implements Promise {

  private static final Duration ON_ITS_WAY = Duration.ofMillis(700);

  @Override
  public String id() {
    return "S1";
  }

  @Override
  public Findings check(Evidence evidence) {
    var walk = new Walk(evidence.expected());
    evidence.seen().stream().filter(Seen::isOnHost).forEach(walk::next);
    return walk.findings;
  }

  private static final class Walk {

    private final Expected expected;
    private final Findings findings = new Findings();
    private final Map<String, Lived> people = new LinkedHashMap<>();
    private final Set<String> shown = new HashSet<>();
    private String pin = "";
    private boolean gated;
    private JsonNode frozen = MissingNode.getInstance();
    private Instant frozenSince = Instant.MAX;

    Walk(Expected expected) {
      this.expected = expected;
    }

    void next(Seen seen) {
      switch (seen.resource()) {
        case "changerequests", "changeapprovals" ->
            people.merge(seen.uid(), Lived.of(seen), Lived::then);
        case "promotiongates" -> gate(seen);
        case "gitrepositories" -> source(seen);
        case "kustomizations" -> follower(seen);
        default -> {}
      }
    }

    private void gate(Seen seen) {
      gated = !seen.deleted() && seen.text("/metadata/deletionTimestamp").isEmpty();
      var freeze = seen.object().at("/spec/freeze");
      if (!freeze.equals(frozen)) {
        frozen = freeze;
        frozenSince = seen.at();
      }
    }

    private void source(Seen seen) {
      if (!seen.name().equals(expected.source()) || seen.deleted()) {
        return;
      }
      var now = seen.text("/spec/ref/commit");
      var artifact = commit(seen.text("/status/artifact/revision"));
      if (pin.isEmpty() && !now.isEmpty()) {
        findings.expect(
            now.equals(artifact), "%s is pinned to %s at first, and shows %s", seen, now, artifact);
        shown.add(now);
      } else if (!now.equals(pin) && !now.isEmpty()) {
        moved(seen, now);
        shown.add(now);
      }
      if (!pin.isEmpty() && gated) {
        findings.expect(!now.isEmpty(), "%s is not pinned any more", seen);
      }
      pin = now;
      if (!pin.isEmpty()) {
        findings.expect(
            artifact.isEmpty() || shown.contains(artifact),
            "%s shows %s, which it was never pinned to",
            seen,
            artifact);
      }
    }

    private void moved(Seen seen, String commit) {
      if (shown.contains(commit)) {
        findings.expect(true, ""); // back to what was live
        return;
      }
      findings.expect(
          isThere(seen, one -> isProof(one, commit)),
          "%s is pinned to %s, of which no proof says that it passed",
          seen,
          commit);
      findings.expect(
          !isThereFor(seen, one -> speaks(one, "Hold", commit)),
          "%s is pinned to %s, which somebody holds",
          seen,
          commit);
      findings.expect(
          frozen.isMissingNode() || frozen.isNull() || isFresh(frozenSince, seen),
          "%s is pinned to %s while the gate is frozen",
          seen,
          commit);
      if (expected.needsApproval()) {
        findings.expect(
            isThere(seen, one -> speaks(one, "Approve", commit)),
            "%s is pinned to %s, which nobody approved",
            seen,
            commit);
      }
    }

    private void follower(Seen seen) {
      if (pin.isEmpty() || seen.deleted()) {
        return;
      }
      for (var field : new String[] {"lastAttemptedRevision", "lastAppliedRevision"}) {
        var commit = commit(seen.text("/status/" + field));
        findings.expect(
            commit.isEmpty() || shown.contains(commit),
            "%s has %s %s, which the source was never pinned to",
            seen,
            field,
            commit);
      }
    }

    private boolean isProof(JsonNode request, String commit) {
      var verdict = request.at("/status/verdict");
      var digest = expected.proven().getOrDefault(commit, "");
      return verdict.path("result").asText().equals("Passed")
          && commit(verdict.path("revision").asText()).equals(commit)
          && (digest.isEmpty() || verdict.path("changeSetDigest").asText().equals(digest));
    }

    private static boolean speaks(JsonNode approval, String action, String commit) {
      return approval.at("/spec/action").asText().equals(action)
          && commit(approval.at("/spec/revision").asText()).equals(commit);
    }

    /** Such an object stands, or has gone only just now. */
    private boolean isThere(Seen seen, Predicate<JsonNode> wanted) {
      return people.values().stream()
          .anyMatch(
              one -> wanted.test(one.last()) && (!one.gone() || isFresh(one.changedAt(), seen)));
    }

    /** Such an object stands, and not only since just now. */
    private boolean isThereFor(Seen seen, Predicate<JsonNode> wanted) {
      return people.values().stream()
          .anyMatch(one -> wanted.test(one.last()) && !one.gone() && !isFresh(one.bornAt(), seen));
    }

    private static boolean isFresh(Instant since, Seen seen) {
      return since.plus(ON_ITS_WAY).isAfter(seen.at());
    }
  }

  private record Lived(Instant bornAt, Instant changedAt, boolean gone, JsonNode last) {

    static Lived of(Seen seen) {
      return new Lived(seen.at(), seen.at(), seen.deleted(), seen.object());
    }

    Lived then(Lived next) {
      return new Lived(bornAt, next.changedAt, next.gone, next.last);
    }
  }

  /** What follows the last colon of a revision. */
  static String commit(String revision) {
    return revision.substring(revision.lastIndexOf(':') + 1);
  }
}
