package dev.headgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;

/**
 * One request that would change something, word for word, and what must become of it.
 *
 * @param path below the server, with its query; {@code {ns}} is the namespace of the test
 * @param body YAML for a POST or an apply, else JSON
 */
record Write(String method, String path, String contentType, String body, Fate fate) {

  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";

  /** What must become of it. */
  sealed interface Fate {
    /** The policy says no: it was for real. */
    record ForReal(String deed) implements Fate {}

    /** The role says no, dry run or not. */
    record NoRight(String verb, String resource) implements Fate {}

    /** The API server says no for a reason of its own. */
    record Refused(int code, String words) implements Fate {}

    /** It is a dry run, and answered. */
    record Tried() implements Fate {}
  }

  static Write post(String path, String yaml) {
    return new Write("POST", path, YAML, yaml, new Fate.Tried());
  }

  static Write put(String path, String yaml) {
    return new Write("PUT", path, YAML, yaml, new Fate.Tried());
  }

  /** A server-side apply. */
  static Write apply(String path, String yaml) {
    return patch(path, "application/apply-patch+yaml", yaml);
  }

  static Write merge(String path, String json) {
    return patch(path, "application/merge-patch+json", json);
  }

  static Write patch(String path, String contentType, String body) {
    return new Write("PATCH", path, contentType, body, new Fate.Tried());
  }

  static Write delete(String path, String options) {
    return new Write("DELETE", path, JSON, options, new Fate.Tried());
  }

  Write isForReal(String deed) {
    return becomes(new Fate.ForReal(deed));
  }

  Write hasNoRightTo(String verb, String resource) {
    return becomes(new Fate.NoRight(verb, resource));
  }

  Write isRefused(int code, String words) {
    return becomes(new Fate.Refused(code, words));
  }

  private Write becomes(Fate other) {
    return new Write(method, path, contentType, body, other);
  }

  ApiRequest in(String namespace) {
    return new ApiRequest(
        method,
        path.replace("{ns}", namespace),
        contentType,
        body.replace("{ns}", namespace),
        JSON);
  }

  void assertFate(Answer answer) {
    switch (fate) {
      case Fate.ForReal(var deed) -> {
        assertRefused(answer, 403, "ValidatingAdmissionPolicy 'headgate-dry-run-only'");
        assertRefused(
            answer, 403, "(policy headgate-dry-run-only): %s was for real".formatted(deed));
      }
      case Fate.NoRight(var verb, var resource) ->
          assertRefused(answer, 403, "cannot %s resource \"%s\"".formatted(verb, resource));
      case Fate.Refused(var code, var words) -> assertRefused(answer, code, words);
      case Fate.Tried() -> assertThat(answer).isInstanceOf(Answer.Ok.class);
    }
  }

  private static void assertRefused(Answer answer, int code, String words) {
    assertThat(answer).isInstanceOf(Answer.Rejected.class);
    var refusal = (Answer.Rejected) answer;
    assertThat(refusal.message()).contains(words);
    assertThat(refusal.code()).isEqualTo(code);
  }

  @Override
  public String toString() {
    var format = contentType.substring("application/".length());
    return "%s %s as %s: %s".formatted(method, path, format, fate);
  }
}
