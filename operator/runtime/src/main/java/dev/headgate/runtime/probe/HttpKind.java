package dev.headgate.runtime.probe;

import dev.headgate.core.Limits;
import dev.headgate.core.probe.HttpAnswer;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Reading;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.Glance;
import dev.headgate.runtime.rest.Glance.Got;
import dev.headgate.runtime.rest.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * {@code http}: a GET through the service proxy of the cluster's API server, and through nothing
 * else. The body is looked at and dropped.
 */
final class HttpKind {

  private final String where;
  private final Glance cluster;

  HttpKind(String where, Glance cluster) {
    this.where = where;
    this.cluster = cluster;
  }

  Reading read(Question.Http asked, Duration timeout) throws InterruptedException {
    return switch (cluster.get(path(asked), timeout, Limits.Probes.STANDARD.answerBytes())) {
      case Got.Answer(var status, var beginning, var whole) ->
          new HttpAnswer(status, text(beginning), whole).judge(asked, Json.lenient(beginning));
      case Got.Late() -> new Reading.Bad("no answer in time");
      case Got.Unreachable(var reason) -> new Reading.Unmeasured(where + ": " + reason);
    };
  }

  private static String text(byte[] beginning) {
    return new String(beginning, StandardCharsets.UTF_8);
  }

  /** {@code [https:]service:port}, as Kubernetes' "Access Services Running on Clusters" says. */
  static String path(Question.Http asked) {
    return "/api/v1/namespaces/%s/services/%s%s:%s/proxy%s"
        .formatted(
            ApiRequest.encoded(asked.namespace()),
            asked.https() ? "https:" : "",
            ApiRequest.encoded(asked.service()),
            ApiRequest.encoded(asked.port()),
            asked.path());
  }
}
