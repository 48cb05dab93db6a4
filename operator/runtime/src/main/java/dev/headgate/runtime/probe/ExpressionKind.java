package dev.headgate.runtime.probe;

import dev.headgate.core.probe.ObjectExpressions;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import java.time.Duration;

/** {@code expression}: CEL over one object of the sandbox. */
final class ExpressionKind {

  private final SandboxObjects objects;

  ExpressionKind(SandboxObjects objects) {
    this.objects = objects;
  }

  Reading read(Question.Expression asked, Duration timeout) throws InterruptedException {
    return switch (objects.find(asked.apiVersion(), asked.object(), timeout)) {
      case SandboxObjects.Found.Here(var object) -> ObjectExpressions.judge(asked, object);
      case SandboxObjects.Found.None(var reading) -> reading;
    };
  }
}
