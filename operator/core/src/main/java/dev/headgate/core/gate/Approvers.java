package dev.headgate.core.gate;

import dev.headgate.core.risk.RiskLevel;
import java.util.List;

/**
 * Who has to agree. Without users and groups everybody counts who may create approvals; without
 * levels it applies to Medium and High.
 */
public record Approvers(
    int required, List<String> users, List<String> groups, List<RiskLevel> appliesTo) {

  public static final Approvers NONE = new Approvers(0, List.of(), List.of(), List.of());

  public Approvers {
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    appliesTo = List.copyOf(appliesTo);
  }

  boolean applyTo(RiskLevel level) {
    return appliesTo.isEmpty() ? level.atLeast(RiskLevel.MEDIUM) : appliesTo.contains(level);
  }

  boolean include(Approval approval) {
    return (users.isEmpty() && groups.isEmpty())
        || users.contains(approval.user())
        || approval.groups().stream().anyMatch(groups::contains);
  }
}
