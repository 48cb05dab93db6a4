package dev.headgate.core.risk;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Turns what is known of a change into its risk: all factors of all rules, the gravest first. */
public final class Classifier {

  /** The rule that an author's own word is given as. */
  public static final String AUTHOR = "Author";

  private static final Comparator<Factor> GRAVEST_FIRST =
      Comparator.comparing(Factor::level)
          .reversed()
          .thenComparing(Factor::rule)
          .thenComparing(Factor::object)
          .thenComparing(Factor::reason);

  private final List<Rule> rules;

  public Classifier(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** By the built-in policy. */
  public static Risk classify(ChangeFacts facts) {
    return new Classifier(StandardPolicy.RULES).risk(facts);
  }

  /** The same facts give the same risk, in the same order. */
  public Risk risk(ChangeFacts facts) {
    var factors =
        Stream.concat(rules.stream().flatMap(rule -> rule.apply(facts)), author(facts))
            .map(factor -> facts.live().isUnknown() ? factor.beyondSandboxes() : factor)
            .distinct()
            .sorted(GRAVEST_FIRST)
            .toList();
    return new Risk(level(factors, facts), factors);
  }

  /** Never Low without full coverage, whatever the rules say. */
  private static RiskLevel level(List<Factor> factors, ChangeFacts facts) {
    var least = facts.coverage().isFull() ? RiskLevel.LOW : RiskLevel.MEDIUM;
    return factors.stream().map(Factor::level).reduce(least, RiskLevel::max);
  }

  private static Stream<Factor> author(ChangeFacts facts) {
    return facts.floor().stream()
        .map(floor -> new Factor(AUTHOR, floor.level(), "", floor.reason(), true));
  }
}
