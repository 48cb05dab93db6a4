package dev.headgate.faults.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** S2: a verdict never changes, and never goes while its ChangeRequest stands. */
final class VerdictsStay implements Promise {

  @Override
  public String id() {
    return "S2";
  }

  @Override
  public Findings check(Evidence evidence) {
    var findings = new Findings();
    Map<String, JsonNode> verdicts = new HashMap<>();
    for (var seen : evidence.seen()) {
      if (!seen.is("changerequests")) {
        continue;
      }
      var verdict = seen.object().at("/status/verdict");
      var before = verdicts.get(seen.uid());
      if (before != null) {
        findings.expect(
            before.equals(verdict), "the verdict of %s was %s and is %s", seen, before, verdict);
      } else if (verdict.isObject()) {
        verdicts.put(seen.uid(), verdict);
        findings.expect(true, "");
      }
    }
    return findings;
  }
}
