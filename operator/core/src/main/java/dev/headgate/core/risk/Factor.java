package dev.headgate.core.risk;

/**
 * One reason for a risk: the rule that fired, its level, the changed object that it speaks of
 * (empty when it speaks of files or of the whole change), and a sentence. {@code exercisable} is
 * false where no sandbox can tell (CNI, CSI, node-level DaemonSets, load balancers): such a factor
 * asks for an approval instead.
 */
public record Factor(
    String rule, RiskLevel level, String object, String reason, boolean exercisable) {

  /** The same, for an approval: a sandbox cannot play an upgrade from what is not known. */
  Factor beyondSandboxes() {
    return new Factor(rule, level, object, reason, false);
  }
}
