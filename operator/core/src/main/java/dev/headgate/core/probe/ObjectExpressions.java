package dev.headgate.core.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.cel.Condition;
import java.util.Optional;
import java.util.Set;

/**
 * CEL over one object, in the order of Flux's {@code healthCheckExprs} (its RFC 9): a generation
 * that its controller has not seen is in progress; then {@code inProgress}, {@code failed} and
 * {@code current} are asked, and when none holds it is in progress too.
 */
public final class ObjectExpressions {

  /** What an expression may name: the fields of the object. */
  public static final Set<String> VARIABLES =
      Set.of("apiVersion", "kind", "metadata", "spec", "status", "data");

  private ObjectExpressions() {}

  public static Reading judge(Question.Expression asked, JsonNode object) {
    var observed = object.at("/status/observedGeneration");
    if (observed.isNumber() && observed.asLong() != object.at("/metadata/generation").asLong(0)) {
      return new Reading.Waiting("its controller has not seen the latest generation yet");
    }
    return holds("inProgress", asked.inProgress(), object, new Reading.Waiting("is in progress"))
        .or(() -> holds("failed", asked.failed(), object, new Reading.Bad("has failed")))
        .or(() -> holds("current", asked.current(), object, new Reading.Good("is current")))
        .orElseGet(() -> new Reading.Waiting("is not current yet"));
  }

  /** The reading when the expression holds, or has no answer. */
  private static Optional<Reading> holds(
      String field, String expression, JsonNode object, Reading reading) {
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    return switch (Condition.compile(expression, VARIABLES)) {
      case Condition.Compiled.Refused(var reason) ->
          Optional.of(new Reading.Impossible(field + ": " + reason));
      case Condition.Compiled.Accepted(var condition) ->
          switch (condition.test(object)) {
            case Condition.Answer.Told(var holds) ->
                holds ? Optional.of(reading) : Optional.empty();
            case Condition.Answer.Untold(var why) ->
                Optional.of(new Reading.Unmeasured(field + ": " + why));
          };
    };
  }
}
