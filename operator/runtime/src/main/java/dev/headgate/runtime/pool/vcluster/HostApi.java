package dev.headgate.runtime.pool.vcluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the host's API server really is. A network policy is applied after the address of a Service
 * was translated, so the address of Service {@code kubernetes} would not do. (Cilium does not match
 * addresses of nodes: there a CiliumNetworkPolicy for the entity kube-apiserver is needed.)
 */
final class HostApi {

  private static final String SLICE =
      "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes";

  private HostApi() {}

  /** One address of it. */
  record Address(String ip, int port) {

    /** What lets traffic out to it. */
    ObjectNode rule() {
      var rule = Json.object();
      rule.putArray("to")
          .addObject()
          .putObject("ipBlock")
          .put("cidr", ip + (ip.contains(":") ? "/128" : "/32"));
      rule.putArray("ports").addObject().put("port", port).put("protocol", "TCP");
      return rule;
    }
  }

  /** Either where it is, or why that cannot be told. */
  sealed interface Found {
    record At(List<Address> addresses) implements Found {}

    record Unknown(String reason) implements Found {}
  }

  static Found find(ApiServer host) throws InterruptedException {
    return switch (host.send(ApiRequest.get(SLICE))) {
      case Answer.Ok(var slice) -> read(slice);
      case Answer.Rejected rejected -> unknown(rejected.message());
      case Answer.Unreachable(var reason) -> unknown(reason);
    };
  }

  private static Found read(JsonNode slice) {
    var addresses = new ArrayList<Address>();
    for (JsonNode port : slice.path("ports")) {
      for (JsonNode endpoint : slice.path("endpoints")) {
        endpoint
            .path("addresses")
            .forEach(ip -> addresses.add(new Address(ip.asText(), port.path("port").asInt())));
      }
    }
    return addresses.isEmpty() ? unknown("it lists no address") : new Found.At(addresses);
  }

  private static Found unknown(String reason) {
    return new Found.Unknown(
        "the address of the host's API server is not known (EndpointSlice default/kubernetes: %s)"
            .formatted(reason));
  }
}
