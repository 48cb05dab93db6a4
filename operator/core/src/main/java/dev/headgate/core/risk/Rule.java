package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One named reason why changes are risky. Rules are pure, look at everything, know nothing of each
 * other, and never throw, whatever the shape of an object.
 *
 * @param name as it stands in a factor; part of the API
 * @param description what fires it, for people
 */
public record Rule(String name, String description, Judge judge) {

  /** What a rule finds in a change. */
  @FunctionalInterface
  interface Judge {
    Stream<Reason> judge(ChangeFacts facts);
  }

  static Rule rule(String name, String description, Judge judge) {
    return new Rule(name, description, judge);
  }

  /** A rule that looks at one changed object at a time. */
  static Rule each(String name, String description, Function<Change, Stream<Reason>> judge) {
    return new Rule(name, description, facts -> facts.changes().flatMap(judge));
  }

  public Stream<Factor> apply(ChangeFacts facts) {
    return judge
        .judge(facts)
        .map(
            reason ->
                new Factor(
                    name, reason.level(), reason.object(), reason.text(), reason.exercisable()));
  }
}
