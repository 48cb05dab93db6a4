package dev.headgate.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.rest.Answer.Rejected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

  private static final ObjectKey WEB = new ObjectKey("apps", "Deployment", "shop", "web");
  private static final ObjectKey SECRET = new ObjectKey("", "Secret", "shop", "credentials");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LacksRights   | 403 | secrets is forbidden: User "system:serviceaccount:a:b" cannot patch resource "secrets" in API group "" in the namespace "a"
          LacksRights   | 403 | clusterroles is forbidden: user "b" is attempting to grant RBAC permissions not currently held:
          LacksRights   | 401 | Unauthorized
          OfTheObject   | 403 | ValidatingAdmissionPolicy 'no-red' with binding 'no-red' denied request: no red
          OfTheObject   | 403 | admission webhook "validate.kyverno.svc" denied the request: no latest tag
          OfTheObject   | 422 | Deployment.apps "web" is invalid
          OfTheObject   | 400 | strict decoding error: unknown field "spec.replica"
          OfTheObject   | 500 | failed to create typed patch object (shop/web; a/v1, Kind=W): .spec.size: field not declared in schema
          Limit         | 403 | pods "a" is forbidden: exceeded quota: sandbox, requested: pods=1
          Limit         | 403 | pods "a" is forbidden: violates PodSecurity "baseline:latest": privileged
          NotThere      | 404 | namespaces "shop" not found
          WebhookSilent | 500 | Internal error occurred: failed calling webhook "a.b.c": no endpoints
          NoDryRun      | 400 | admission webhook "a.b.c" does not support dry run
          ServerTrouble | 500 | etcdserver: request timed out
          ServerTrouble | 429 | too many requests
          ServerTrouble | 503 | apiserver is shutting down
          """)
  void shouldTellTheObjectFromTheCircumstances(String kind, int code, String message) {
    assertThat(Refusal.of("dry-run", WEB, rejected(code, message, "[]")).getClass().getSimpleName())
        .isEqualTo(kind);
  }

  @Test
  void shouldMakeAFindingOfEachCause() {
    // given
    var causes =
        """
        [{"reason": "FieldValueInvalid", "message": "Invalid value: 1: field is immutable", "field": "spec.selector"},
         {"reason": "FieldValueRequired", "message": "Required value", "field": "spec.template"}]
        """;

    // when
    var refusal = Refusal.of("apply", WEB, rejected(422, "invalid", causes));

    // then
    assertThat(refusal)
        .isEqualTo(
            new Refusal.OfTheObject(
                List.of(
                    new Finding(
                        "apply",
                        "Deployment.apps/shop/web",
                        "spec.selector",
                        "Invalid value: 1: field is immutable"),
                    new Finding(
                        "apply", "Deployment.apps/shop/web", "spec.template", "Required value"))));
  }

  @Test
  void shouldNeverRepeatWhatTheServerQuotesOfASecret() {
    // given
    var causes =
        "[{\"reason\": \"FieldValueInvalid\", \"message\": \"Invalid value: hunter2\", \"field\":"
            + " \"data[x]\"}]";

    // then
    assertThat(Refusal.of("apply", SECRET, rejected(422, "hunter2 is invalid", causes)).toString())
        .contains("data[x]")
        .contains("FieldValueInvalid")
        .doesNotContain("hunter2");
    assertThat(Refusal.of("apply", SECRET, rejected(400, "hunter2 is no base64", "[]")).toString())
        .doesNotContain("hunter2");
  }

  @Test
  void shouldNotRepeatWhatStandsWhereAnotherTypeIsExpected() {
    var said =
        "failed to create typed patch object (shop/web; apps/v1, Kind=Deployment):"
            + " .spec.template.spec.containers[name=\"app\"].env[name=\"TOKEN\"].value: expected string,"
            + " got &value.valueUnstructured{Value:map[string]interface {}{\"inner\":\"hunter2\"}}";

    assertThat(Refusal.of("dry-run", WEB, rejected(500, said, "[]")).toString())
        .contains("env[name=\"TOKEN\"].value: expected string, got something else")
        .doesNotContain("hunter2");
  }

  private static Rejected rejected(int code, String message, String causes) {
    var status = Json.object().put("message", message).put("reason", "Any");
    status.putObject("details").set("causes", Json.parse(causes));
    return new Rejected(code, status);
  }
}
