package dev.headgate.runtime.probe;

import dev.headgate.core.probe.PromQlAnswer;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import dev.headgate.runtime.rest.Json;
import java.time.Duration;

/** {@code promQL}: the value of a query, at the one Prometheus that the operator was told of. */
final class PromQlKind {

  private final Prometheus prometheus;

  PromQlKind(Prometheus prometheus) {
    this.prometheus = prometheus;
  }

  Reading read(Question.PromQl asked, Duration timeout) throws InterruptedException {
    return switch (prometheus.query(asked.query(), timeout)) {
      case Prometheus.Answer.NoAddress() ->
          new Reading.Impossible("no Prometheus is known here (chart value probes.prometheusUrl)");
      // An error has a 4xx or 5xx and says in JSON what it is.
      case Prometheus.Answer.Body(var bytes) -> PromQlAnswer.judge(asked, Json.lenient(bytes));
      case Prometheus.Answer.TooLarge(var most) ->
          new Reading.Unmeasured("an answer of more than %d KiB".formatted(most / 1024));
      case Prometheus.Answer.Silent(var reason) -> new Reading.Unmeasured("Prometheus: " + reason);
    };
  }
}
