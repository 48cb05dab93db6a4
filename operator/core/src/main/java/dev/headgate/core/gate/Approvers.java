package dev.headgate.core.gate;

import dev.headgate.core.change.Gap;
import dev.headgate.core.risk.RiskLevel;
import dev.headgate.core.verdict.Verdict;
import java.util.List;
import java.util.Set;

/**
 * Who has to agree. Without users and groups everybody counts who may create approvals; without
 * levels it applies to Medium and High.
 *
 * @param gaps what a verdict may not leave open without somebody's word, whatever the risk is
 */
public record Approvers(
    int required,
    List<String> users,
    List<String> groups,
    List<RiskLevel> appliesTo,
    Set<Gap.Kind> gaps) {

  public static final Approvers NONE = new Approvers(0, List.of(), List.of(), List.of());

  public Approvers {
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    appliesTo = List.copyOf(appliesTo);
    gaps = Set.copyOf(gaps);
  }

  /** Who ask about no gap. */
  public Approvers(
      int required, List<String> users, List<String> groups, List<RiskLevel> appliesTo) {
    this(required, users, groups, appliesTo, Set.of());
  }

  boolean askAbout(Verdict verdict) {
    return verdict instanceof Verdict.Passed(var open)
        && open.stream().map(Gap::kind).anyMatch(gaps::contains);
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
