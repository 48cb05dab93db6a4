package dev.headgate.runtime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.Limits;
import dev.headgate.core.cel.Condition;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.HttpAnswer;
import dev.headgate.core.probe.JobState;
import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.ProbeReader;
import dev.headgate.core.probe.PromQlAnswer;
import dev.headgate.core.probe.Question;
import dev.headgate.core.probe.Readiness;
import dev.headgate.core.probe.Reading;
import dev.headgate.core.yaml.Documents;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.Refusal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/** What is asked of a sandbox, and what comes back. */
final class OfProbes {

  /** In answers, wherever somebody could put it. */
  private static final String SECRET = "hunter2";

  private static final JsonNode OBJECT =
      Json.parse(
          """
          {"spec": {"n": 3, "list": [1, 2, 3], "nothing": null},
           "data": {"password": "hunter2", "list": ["hunter2", "a"]},
           "status": {"conditions": [{"type": "Ready", "status": "True"}]}}
          """);

  private OfProbes() {}

  /** Probes that are taken ask where they may, as often as they may. */
  static Optional<String> probes(byte[] bytes) {
    var wrong = new ArrayList<String>();
    for (var document : new Documents(OfYaml.LIMITS).read("here", bytes)) {
      var reader = new ProbeReader((field, message) -> wrong.add(field + ": " + message));
      reader.read(document.content().path("probes")).forEach(OfProbes::assertWithinLimits);
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong.toString());
  }

  private static void assertWithinLimits(Probe probe) {
    var limits = Limits.Probes.STANDARD;
    var rhythm = probe.rhythm();
    assertThat(rhythm.interval()).isBetween(limits.shortest(), limits.longest());
    assertThat(rhythm.timeout()).isBetween(limits.shortest(), limits.longestTimeout());
    assertThat(rhythm.successes()).isBetween(1, limits.count());
    assertThat(rhythm.failureLimit()).isBetween(1, limits.count());
    assertThat(rhythm.errorLimit()).isBetween(1, limits.count());
    switch (probe.question()) {
      case Question.Http http -> assertStaysBelowItsProxy(http);
      case Question.Expression(var version, var key, var now, var progress, var failed) ->
          assertThat(key.isA("", "Secret")).isFalse();
      case Question.PromQl promQl ->
          assertThat(promQl.query().length()).isLessThanOrEqualTo(limits.query());
      case Question.Job job -> assertThat(job.name()).isNotEmpty();
      case Question.Ready ready -> {}
    }
  }

  private static void assertStaysBelowItsProxy(Question.Http http) {
    var url =
        URI.create(
            "https://host/%s/%s:%s/proxy%s"
                .formatted(http.namespace(), http.service(), http.port(), http.path()));
    assertThat(url.normalize().getRawPath())
        .startsWith("/%s/%s:%s/proxy/".formatted(http.namespace(), http.service(), http.port()));
    assertThat(url.getRawFragment()).isNull();
  }

  /** An expression; what it comes to says nothing of what it saw. */
  static Optional<String> cel(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return switch (Condition.compile(text, Set.of("spec", "status", "data"))) {
      case Condition.Compiled.Refused(var reason) -> {
        assertThat(reason.length()).isLessThan(400);
        yield Optional.of(reason);
      }
      case Condition.Compiled.Accepted(var condition) -> {
        if (condition.test(OBJECT) instanceof Condition.Answer.Untold(var why)) {
          assertThat(why).isNotBlank().doesNotContain(SECRET);
        }
        yield Optional.empty();
      }
    };
  }

  /** What a Prometheus answers. */
  static Optional<String> prometheus(byte[] bytes) {
    var asked = new Question.PromQl("up", Optional.of(1.0), Optional.of(250_000.0));
    return refusal(PromQlAnswer.judge(asked, Json.lenient(bytes)));
  }

  /** What a Service answers, whatever its status; refused is what is no good answer. */
  static Optional<String> httpAnswer(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    var asked = new Question.Http("a", "b", "80", "/", false, Optional.empty(), "fine");
    for (var status : new int[] {302, 404, 503}) {
      refusal(new HttpAnswer(status, text, false).judge(asked, Json.lenient(bytes)));
    }
    return refusal(new HttpAnswer(200, text, true).judge(asked, Json.lenient(bytes)));
  }

  private static Optional<String> refusal(Reading reading) {
    assertThat(reading.detail()).isNotBlank().doesNotContain(SECRET);
    assertThat(reading.detail().length()).isLessThanOrEqualTo(Limits.Probes.STANDARD.detail());
    return reading instanceof Reading.Good ? Optional.empty() : Optional.of(reading.detail());
  }

  /** An object as a sandbox has it: JSON, or whatever came instead. */
  static Optional<String> liveObject(byte[] bytes) {
    var object = Json.lenient(bytes);
    assertThat(Readiness.of(object)).isNotNull();
    Readiness.untouched(object);
    assertThat(JobState.judge(object)).isNotNull();
    return object.isObject() ? Optional.empty() : Optional.of("no object");
  }

  /** Why an API server did not take a Secret, which is told without what stands in it. */
  static Optional<String> apiRefusal(byte[] bytes) {
    var status = Json.lenient(bytes);
    var key = new ObjectKey("", "Secret", "web", "credentials");
    for (var code : new int[] {400, 422}) {
      var refusal = Refusal.of("apply", key, new Answer.Rejected(code, status));
      if (refusal instanceof Refusal.OfTheObject(var findings)) {
        assertThat(findings).isNotEmpty();
      }
    }
    return status.isObject() ? Optional.empty() : Optional.of("no Status");
  }
}
