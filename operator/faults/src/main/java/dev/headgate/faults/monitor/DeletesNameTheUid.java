package dev.headgate.faults.monitor;

/** S5: every delete, in whichever cluster, names one object and the UID that was looked at. */
final class DeletesNameTheUid implements Promise {

  @Override
  public String id() {
    return "S5";
  }

  @Override
  public Findings check(Evidence evidence) {
    var findings = new Findings();
    for (var one : evidence.requests()) {
      if (one.call().method().equals("DELETE")) {
        findings.expect(!one.call().name().isEmpty(), "a delete of all that match: %s", one);
        findings.expect(!one.call().uid().isEmpty(), "a delete without a UID: %s", one);
      }
    }
    return findings;
  }
}
