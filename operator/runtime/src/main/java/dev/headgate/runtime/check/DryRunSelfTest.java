package dev.headgate.runtime.check;

import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import java.util.Optional;

/**
 * Tries to write for real as the account that must not be able to. Only a denial by the policy
 * counts: one by missing rights would say nothing about the kinds that it has rights for.
 */
public final class DryRunSelfTest {

  public static final String POLICY = "headgate-dry-run-only";

  /** How the API server names a policy that denies; others may say its name, too. */
  private static final String DENIED_BY_IT = "ValidatingAdmissionPolicy '%s'".formatted(POLICY);

  private static final String NAME = "headgate-dry-run-self-test";

  private final ApiServer host;
  private final String namespace;

  /**
   * The test writes one ConfigMap, or rather does not.
   *
   * @param host as the dry-run account
   * @param namespace in which that account has the right to create ConfigMaps
   */
  public DryRunSelfTest(ApiServer host, String namespace) {
    this.host = host;
    this.namespace = namespace;
  }

  /** Empty when dry runs are safe, else why they are not. */
  public Optional<String> whyUnsafe() throws InterruptedException {
    var collection = "/api/v1/namespaces/" + namespace + "/configmaps";
    var map = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    map.putObject("metadata").put("name", NAME);
    return switch (host.send(ApiRequest.post(collection, Json.text(map)))) {
      case Answer.Ok(var created) -> {
        var uid = created.at("/metadata/uid").asText("");
        host.send(ApiRequest.delete(collection + "/" + NAME, uid));
        yield Optional.of(
            "the dry-run account could create ConfigMap %s/%s: the policy %s is not in force"
                .formatted(namespace, NAME, POLICY));
      }
      case Answer.Rejected(var code, var status)
          when code < 500 && status.path("message").asText("").contains(DENIED_BY_IT) ->
          Optional.empty();
      case Answer.Rejected rejected ->
          Optional.of(
              "a real write by the dry-run account was refused, but not by the policy %s: %s"
                  .formatted(POLICY, rejected.message()));
      case Answer.Unreachable(var reason) ->
          Optional.of("the API server did not answer: " + reason);
    };
  }
}
