package dev.headgate.runtime.probe;

import dev.headgate.core.probe.ObjectExpressions;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import java.time.Duration;

/** {@code expression}: CEL over one object of the sandbox. */
final class ExpressionKind {

  private final SingleObjects objects;

  ExpressionKind(SingleObjects objects) {
    this.objects = objects;
  }

  Reading read(Question.Expression asked, Duration timeout) throws InterruptedException {
    return switch (objects.find(asked.apiVersion(), asked.object(), timeout)) {
      case SingleObjects.Found.Here(var object) -> ObjectExpressions.judge(asked, object);
      case SingleObjects.Found.None(var reading) -> reading;
    };
  }
}
