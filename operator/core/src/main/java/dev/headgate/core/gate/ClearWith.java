package dev.headgate.core.gate;

import dev.headgate.core.tree.Revision;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commands that clear blockers. People paste them into shells, so nothing goes in that is not
 * an object name or a hex digest; if one is not, there is no command.
 */
final class ClearWith {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{7,64}");

  private ClearWith() {}

  static Optional<String> approve(Gate gate, Revision revision) {
    return decide(gate, revision, "");
  }

  static Optional<String> bypass(Gate gate, Revision revision) {
    return decide(gate, revision, " --action Bypass");
  }

  private static Optional<String> decide(Gate gate, Revision revision, String action) {
    return HEX.matcher(revision.commit()).matches()
        ? command(
            "headgate approve %s --revision " + revision.commit() + action + " -n %s",
            gate.name(),
            gate.namespace())
        : Optional.empty();
  }

  static Optional<String> retry(Gate gate, Candidate candidate) {
    return command(
        "kubectl annotate chg -n %s %s reconcile.fluxcd.io/requestedAt=now --overwrite",
        gate.namespace(), candidate.changeRequest());
  }

  static Optional<String> deleteApproval(Gate gate, Approval approval) {
    return command("kubectl delete changeapproval -n %s %s", gate.namespace(), approval.name());
  }

  static Optional<String> unfreeze(Gate gate) {
    return command(
        "kubectl patch pgate -n %s %s --type=json -p '[{\"op\":\"remove\",\"path\":\"/spec/freeze\"}]'",
        gate.namespace(), gate.name());
  }

  private static Optional<String> command(String form, String first, String second) {
    return NAME.matcher(first).matches() && NAME.matcher(second).matches()
        ? Optional.of(form.formatted(first, second))
        : Optional.empty();
  }
}
