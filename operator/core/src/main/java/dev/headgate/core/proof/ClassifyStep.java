package dev.headgate.core.proof;

import dev.headgate.core.proof.Effect.RunChecks;
import java.time.Instant;

/** The risk decides what is done next; the checks are made whatever it is. */
final class ClassifyStep {

  private ClassifyStep() {}

  static Decision decide(
      Proof.Classifying classifying, Classification classification, Instant now) {
    return switch (classification) {
      case Classification.Pending(var reason) -> Patience.forInput(now, reason);
      case Classification.Refused(var reason, var findings) ->
          Decision.advance(classifying.refused(reason, findings));
      case Classification.Ready(var assessment) ->
          Decision.advance(
              classifying.classified(assessment), new RunChecks(classifying.subject()));
    };
  }
}
