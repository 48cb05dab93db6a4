package dev.headgate.core.risk;

/**
 * One reason for a risk: the rule that fired, its level, the object (or file) that it speaks of,
 * and a sentence. {@code exercisable} is false where no sandbox can tell (CNI, CSI, node-level
 * DaemonSets, load balancers): such a factor asks for an approval instead.
 */
public record Factor(
    String rule, RiskLevel level, String object, String reason, boolean exercisable) {}
