package dev.headgate.runtime.status;

import dev.headgate.api.v1alpha1.Bounds;
import dev.headgate.api.v1alpha1.ChangedObject;
import dev.headgate.api.v1alpha1.Factor;
import dev.headgate.api.v1alpha1.Finding;
import dev.headgate.api.v1alpha1.Gap;
import dev.headgate.api.v1alpha1.Operation;
import dev.headgate.api.v1alpha1.Plan;
import dev.headgate.api.v1alpha1.Risk;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.api.v1alpha1.SandboxNeed;
import dev.headgate.api.v1alpha1.TimeSpan;
import dev.headgate.core.change.Change;
import dev.headgate.core.change.ChangeSet;
import dev.headgate.core.change.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of the core in the words of the API, cut to what a status may hold. */
public final class ApiWords {

  private ApiWords() {}

  public static RiskLevel risk(dev.headgate.core.risk.RiskLevel level) {
    return switch (level) {
      case LOW -> RiskLevel.LOW;
      case MEDIUM -> RiskLevel.MEDIUM;
      case HIGH -> RiskLevel.HIGH;
    };
  }

  public static Risk risk(dev.headgate.core.risk.Risk risk) {
    var factors =
        risk.factors().stream()
            .limit(Bounds.FINDINGS)
            .map(
                factor ->
                    new Factor(
                        factor.rule(),
                        risk(factor.level()),
                        Bounds.clip(factor.object(), Bounds.OBJECT),
                        factor.reason()))
            .toList();
    return new Risk(risk(risk.level()), factors, risk.factors().size() - factors.size());
  }

  public static Plan plan(dev.headgate.core.risk.Plan plan) {
    return new Plan(
        plan.digest().value(),
        switch (plan.sandbox()) {
          case REQUIRED -> SandboxNeed.REQUIRED;
          case IF_AVAILABLE -> SandboxNeed.IF_AVAILABLE;
          case NEVER -> SandboxNeed.NEVER;
        },
        TimeSpan.of(plan.soak()),
        plan.approvals(),
        TimeSpan.of(plan.deadline()));
  }

  public static List<Finding> findings(List<dev.headgate.core.verdict.Finding> findings) {
    return findings.stream()
        .limit(Bounds.FINDINGS)
        .map(
            finding ->
                new Finding(
                    finding.check(),
                    Bounds.clip(finding.object(), Bounds.OBJECT),
                    Bounds.clip(finding.field(), Bounds.OBJECT),
                    finding.message()))
        .toList();
  }

  /** One of each kind comes first: a gate may ask about a kind, so none may be cut off. */
  public static List<Gap> gaps(List<dev.headgate.core.change.Gap> gaps) {
    var first =
        gaps.stream()
            .collect(
                Collectors.toMap(
                    gap -> gap.kind(), gap -> gap, (one, other) -> one, LinkedHashMap::new))
            .values();
    var rest = new ArrayList<>(gaps);
    first.forEach(rest::remove);
    return Stream.concat(first.stream(), rest.stream())
        .limit(Bounds.FINDINGS)
        .map(
            gap ->
                new Gap(word(gap.kind()), Bounds.clip(gap.subject(), Bounds.OBJECT), gap.reason()))
        .toList();
  }

  public static List<ChangedObject> changes(ChangeSet changes) {
    return changes.changes().stream()
        .limit(Bounds.CHANGES)
        .map(
            change ->
                new ChangedObject(
                    Bounds.clip(change.key().toString(), Bounds.OBJECT),
                    operation(change.op()),
                    change.digestBefore().map(Digest::abbreviated).orElse(null),
                    change.digestAfter().map(Digest::abbreviated).orElse(null)))
        .toList();
  }

  /** {@code NOT_EXERCISED} is {@code NotExercised}. */
  public static String word(Enum<?> constant) {
    return Arrays.stream(constant.name().split("_"))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static Operation operation(Change.Op op) {
    return switch (op) {
      case CREATE -> Operation.CREATE;
      case UPDATE -> Operation.UPDATE;
      case DELETE -> Operation.DELETE;
    };
  }
}
