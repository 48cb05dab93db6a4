package dev.headgate.runtime.pool.vcluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.probe.Run;
import dev.headgate.core.sandbox.HostRejections;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.ServedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked of a vCluster itself. */
final class Inside {

  private static final String DEFAULT_ACCOUNT =
      "/api/v1/namespaces/default/serviceaccounts/default";
  private static final String CORE_DNS = "/apis/apps/v1/namespaces/kube-system/deployments/coredns";

  private Inside() {}

  /** What is missing until pods can run in it; the API server answers before that. */
  static Optional<String> missing(SandboxClient client) throws InterruptedException {
    if (!(client.server().send(ApiRequest.get(DEFAULT_ACCOUNT)) instanceof Answer.Ok)) {
      return Optional.of("its default service account is not there yet");
    }
    return client.server().send(ApiRequest.get(CORE_DNS)) instanceof Answer.Ok(var deployment)
            && isAvailable(deployment)
        ? Optional.empty()
        : Optional.of("its CoreDNS is not available yet");
  }

  private static boolean isAvailable(JsonNode deployment) {
    for (JsonNode condition : deployment.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Available")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  /** A pod that the host rejected is Pending inside, like one that the change broke. */
  static Run inLightOfTheHost(Run run, SandboxClient client) throws InterruptedException {
    if (!(run instanceof Run.Weighed)) {
      return run;
    }
    var waiting = new ArrayList<JsonNode>();
    var events = new ArrayList<JsonNode>();
    var failure = read(client, "v1", "", "pods", waiting);
    if (failure.isEmpty()) {
      failure = read(client, "v1", "", "persistentvolumeclaims", waiting);
    }
    if (failure.isEmpty()) {
      failure = read(client, "v1", "events.k8s.io", "events", events);
    }
    return failure
        .<Run>map(reason -> new Run.Lost("what the host let in cannot be told: " + reason))
        .or(() -> HostRejections.first(events, waiting).map(Run.Limited::new))
        .orElse(run);
  }

  private static Optional<String> read(
      SandboxClient client, String version, String group, String plural, List<JsonNode> into)
      throws InterruptedException {
    var kind = new ServedKind(group, version, plural, plural, true, Set.of("list"));
    return switch (Objects.whole(client.server(), kind, "", object -> object)) {
      case Listed.All<JsonNode>(var items, var resourceVersion) -> {
        into.addAll(items);
        yield Optional.empty();
      }
      case Listed.NoSuchKind<JsonNode>() -> Optional.of(plural + " are not served");
      case Listed.Failed<JsonNode>(var reason) -> Optional.of(reason);
    };
  }
}
