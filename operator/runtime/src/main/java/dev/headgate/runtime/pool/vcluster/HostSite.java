package dev.headgate.runtime.pool.vcluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headgate.core.sandbox.Installation;
import dev.headgate.runtime.kube.ServerSideApply;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The objects of one sandbox on the host: reading, applying and deleting them. */
final class HostSite {

  static final String SECRET = "vc-sbx";

  private static final String LIMIT = "?limit=100";

  private final ApiServer host;
  private final String namespace;
  private final String operatorNamespace;

  HostSite(ApiServer host, String namespace, String operatorNamespace) {
    this.host = host;
    this.namespace = namespace;
    this.operatorNamespace = operatorNamespace;
  }

  /** An object, that there is none, or that nobody could look. */
  sealed interface Looked {
    record There(JsonNode object) implements Looked {}

    record NotThere() implements Looked {}

    record Unknown(String reason) implements Looked {}
  }

  Looked namespace() throws InterruptedException {
    return look(namespacePath());
  }

  Looked release() throws InterruptedException {
    return look(releasePath());
  }

  Looked secret() throws InterruptedException {
    return look(path("/api/v1", "secrets", SECRET));
  }

  /** What is said of a release: pods and events are looked at only while it is not installed. */
  Installation installation(JsonNode release, JsonNode secret) throws InterruptedException {
    return secret.isMissingNode()
        ? new Installation(
            release,
            secret,
            list("/api/v1/namespaces/" + namespace + "/pods"),
            list("/apis/events.k8s.io/v1/namespaces/" + namespace + "/events"))
        : new Installation(release, secret, List.of(), List.of());
  }

  /** Returns why it could not be written. */
  Optional<String> apply(JsonNode object) throws InterruptedException {
    var kind = object.path("kind").asText();
    var name = object.at("/metadata/name").asText();
    var path =
        switch (kind) {
          case "Namespace" -> namespacePath();
          case "HelmRelease" -> releasePath();
          case "ResourceQuota" -> path("/api/v1", "resourcequotas", name);
          case "LimitRange" -> path("/api/v1", "limitranges", name);
          case "NetworkPolicy" -> path("/apis/networking.k8s.io/v1", "networkpolicies", name);
          case "RoleBinding" -> path("/apis/rbac.authorization.k8s.io/v1", "rolebindings", name);
          default -> throw new IllegalArgumentException("no part of a sandbox: " + kind);
        };
    var request =
        ApiRequest.apply(
            path + "?force=true&fieldManager=" + ServerSideApply.MANAGER, Json.text(object));
    return switch (host.send(request)) {
      case Answer.Ok(var body) -> Optional.empty();
      case Answer.Rejected rejected ->
          Optional.of("%s %s: %s".formatted(kind, name, rejected.message()));
      case Answer.Unreachable(var reason) -> Optional.of("%s %s: %s".formatted(kind, name, reason));
    };
  }

  void deleteRelease(JsonNode release) throws InterruptedException {
    delete(releasePath(), release);
  }

  void deleteNamespace(JsonNode found) throws InterruptedException {
    delete(namespacePath(), found);
  }

  /** Exactly the object that was seen; whether it worked is seen at the next look. */
  private void delete(String path, JsonNode seen) throws InterruptedException {
    if (!isGoing(seen)) {
      host.send(ApiRequest.delete(path, seen.at("/metadata/uid").asText()));
    }
  }

  static boolean isGoing(JsonNode object) {
    return object.path("metadata").has("deletionTimestamp");
  }

  private Looked look(String path) throws InterruptedException {
    return switch (host.send(ApiRequest.get(path))) {
      case Answer.Ok(var body) -> new Looked.There(body);
      case Answer.Rejected(var code, var status) when code == 404 -> new Looked.NotThere();
      case Answer.Rejected rejected -> new Looked.Unknown(rejected.message());
      case Answer.Unreachable(var reason) -> new Looked.Unknown(reason);
    };
  }

  /** For sentences only: what cannot be listed is not told. */
  private List<JsonNode> list(String collection) throws InterruptedException {
    var items = new ArrayList<JsonNode>();
    if (host.send(ApiRequest.get(collection + LIMIT)) instanceof Answer.Ok(var body)) {
      body.path("items").forEach(items::add);
    }
    return items;
  }

  static JsonNode orMissing(Looked looked) {
    return looked instanceof Looked.There(var object) ? object : MissingNode.getInstance();
  }

  private String namespacePath() {
    return "/api/v1/namespaces/" + namespace;
  }

  private String releasePath() {
    return "/apis/helm.toolkit.fluxcd.io/v2/namespaces/%s/helmreleases/%s"
        .formatted(operatorNamespace, namespace);
  }

  private String path(String group, String plural, String name) {
    return "%s/namespaces/%s/%s/%s".formatted(group, namespace, plural, name);
  }
}
