package dev.headgate.runtime.pool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.api.v1alpha1.SandboxPoolSpec.Headroom;
import dev.headgate.core.sandbox.PoolFacts.Room;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.ServedKind;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the host has room for one more sandbox: what its ready, schedulable nodes can allocate,
 * less what the pods ask for that have not ended (requests, as the scheduler counts them). What
 * cannot be told counts as no room.
 */
final class HostRoom {

  private static final ServedKind NODES =
      new ServedKind("", "v1", "Node", "nodes", false, Set.of("list"));
  private static final ServedKind PODS =
      new ServedKind("", "v1", "Pod", "pods", true, Set.of("list"));

  private final ApiServer host;

  HostRoom(ApiServer host) {
    this.host = host;
  }

  Room look(@Nullable Headroom wanted) throws InterruptedException {
    if (wanted == null) {
      return new Room.NotAsked();
    }
    if (!(Objects.whole(host, NODES, "", node -> node)
        instanceof Listed.All<JsonNode>(var nodes, var nodesVersion))) {
      return new Room.TooLittle("the host's free requests cannot be told: nodes cannot be listed");
    }
    if (!(Objects.whole(host, PODS, "", HostRoom::counted)
        instanceof Listed.All<JsonNode>(var pods, var podsVersion))) {
      return new Room.TooLittle("the host's free requests cannot be told: pods cannot be listed");
    }
    return read(wanted, nodes, pods);
  }

  /** What counts of a pod; the rest of thousands of pods is not kept. */
  private static JsonNode counted(JsonNode pod) {
    var counted = Json.object();
    counted.putObject("status").set("phase", pod.at("/status/phase"));
    var spec = counted.putObject("spec");
    spec.put("nodeName", pod.at("/spec/nodeName").asText(""));
    spec.set("overhead", pod.at("/spec/overhead"));
    for (var list : List.of("containers", "initContainers")) {
      var containers = spec.putArray(list);
      pod.at("/spec")
          .path(list)
          .forEach(
              container -> containers.addObject().set("resources", container.path("resources")));
    }
    return counted;
  }

  static Room read(Headroom wanted, List<JsonNode> nodes, List<JsonNode> pods) {
    for (var resource : List.of("cpu", "memory")) {
      var least = amount(resource.equals("cpu") ? wanted.cpu() : wanted.memory());
      var free = free(resource, nodes, pods);
      if (free.compareTo(least) < 0) {
        return new Room.TooLittle(
            "the host has %s of %s free, and spec.headroom wants %s"
                .formatted(
                    shown(resource, free),
                    resource,
                    resource.equals("cpu") ? wanted.cpu() : wanted.memory()));
      }
    }
    return new Room.Enough();
  }

  private static BigDecimal free(String resource, List<JsonNode> nodes, List<JsonNode> pods) {
    var usable = nodes.stream().filter(HostRoom::isUsable).toList();
    var names = usable.stream().map(node -> node.at("/metadata/name").asText()).toList();
    var all =
        usable.stream()
            .map(node -> amount(node.at("/status/allocatable").path(resource).asText("0")))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var asked =
        pods.stream()
            .filter(pod -> !pod.at("/status/phase").asText().matches("Succeeded|Failed"))
            .filter(pod -> isPending(pod) || names.contains(pod.at("/spec/nodeName").asText()))
            .map(pod -> request(pod, resource))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return all.subtract(asked);
  }

  private static boolean isUsable(JsonNode node) {
    if (node.at("/spec/unschedulable").asBoolean(false)) {
      return false;
    }
    for (JsonNode condition : node.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  /** It has no node yet, and will take what it asks for from one of them. */
  private static boolean isPending(JsonNode pod) {
    return pod.at("/spec/nodeName").asText("").isEmpty();
  }

  /** The containers together, or the largest init container; and the overhead. */
  private static BigDecimal request(JsonNode pod, String resource) {
    var together = BigDecimal.ZERO;
    for (JsonNode container : pod.at("/spec/containers")) {
      together = together.add(requested(container, resource));
    }
    for (JsonNode container : pod.at("/spec/initContainers")) {
      together = together.max(requested(container, resource));
    }
    return together.add(amount(pod.at("/spec/overhead").path(resource).asText("0")));
  }

  private static BigDecimal requested(JsonNode container, String resource) {
    return amount(container.at("/resources/requests").path(resource).asText("0"));
  }

  private static BigDecimal amount(String quantity) {
    return Quantity.getAmountInBytes(new Quantity(quantity));
  }

  private static String shown(String resource, BigDecimal amount) {
    var positive = amount.max(BigDecimal.ZERO);
    return resource.equals("cpu")
        ? positive.movePointRight(3).toBigInteger() + "m"
        : positive.divideToIntegralValue(BigDecimal.valueOf(1L << 20)).toBigInteger() + "Mi";
  }
}
