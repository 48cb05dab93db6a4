package dev.headgate.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What vCluster 0.36 says when the host does not take a copy: read from its events. */
class HostRejectionsTest {

  private static final String CREATE = "Error syncing to host cluster: create object: ";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "an exhausted quota | Pod                   | pods \"web-x-shop-x-sbx\" is forbidden: exceeded quota: sandbox, requested: pods=1, used: pods=40, limited: pods=40",
        "pod security       | Pod                   | pods \"web-x-shop-x-sbx\" is forbidden: violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false",
        "a limit range      | Pod                   | pods \"web-x-shop-x-sbx\" is forbidden: maximum memory usage per Container is 4Gi, but limit is 8Gi",
        "no room for claims | PersistentVolumeClaim | persistentvolumeclaims \"data-x-shop-x-sbx\" is forbidden: exceeded quota: sandbox, requested: requests.storage=1Gi",
      })
  void shouldTellInASentenceWhatTheHostDidNotTake(String what, String kind, String said) {
    assertThat(
            HostRejections.first(
                List.of(event("SyncError", "u", kind, CREATE + said)), List.of(pending("u", ""))))
        .contains("the host does not let the sandbox have %s shop/web: %s".formatted(kind, said));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one that passes by itself        | SyncError        | u     |      | patch host object: Operation cannot be fulfilled: the object has been modified",
        "one that is no rejection         | SyncError        | u     |      | create object: dial tcp: connection refused",
        "a word of somebody else          | FailedScheduling | u     |      | create object: pods is forbidden: exceeded quota",
        "one of a pod that is gone        | SyncError        | other |      | create object: pods is forbidden: exceeded quota",
        "one of a pod that has a node now | SyncError        | u     | node | create object: pods is forbidden: exceeded quota",
      })
  void shouldNotTakeForARejection(
      String what, String reason, String uid, String node, String said) {
    var note = "Error syncing to host cluster: " + said;

    assertThat(
            HostRejections.first(
                List.of(event(reason, uid, "Pod", note)),
                List.of(pending("u", node == null ? "" : node))))
        .isEmpty();
  }

  private static JsonNode event(String reason, String uid, String kind, String note) {
    var event = JsonNodeFactory.instance.objectNode();
    event.put("reason", reason).put("note", note);
    event
        .putObject("regarding")
        .put("uid", uid)
        .put("kind", kind)
        .put("namespace", "shop")
        .put("name", "web");
    return event;
  }

  private static JsonNode pending(String uid, String node) {
    var pod = JsonNodeFactory.instance.objectNode();
    pod.putObject("metadata").put("uid", uid);
    pod.putObject("status").put("phase", "Pending");
    if (!node.isEmpty()) {
      pod.putObject("spec").put("nodeName", node);
    }
    return pod;
  }
}
