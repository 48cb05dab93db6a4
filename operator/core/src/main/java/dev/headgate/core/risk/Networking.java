package dev.headgate.core.risk;

import dev.headgate.core.change.Change;
import dev.headgate.core.change.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What carries traffic: a mistake here cuts off more than the one app. */
final class Networking {

  private static final String GATEWAY_API = "gateway.networking.k8s.io";

  /** Of one app; the rest of the group serves many. */
  private static final Set<String> ROUTES =
      Set.of("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "BackendTLSPolicy");

  private static final Set<String> CNI_GROUPS =
      Set.of(
          "cilium.io",
          "crd.projectcalico.org",
          "projectcalico.org",
          "operator.tigera.io",
          "k8s.cni.cncf.io",
          "kubeovn.io",
          "metallb.io");
  private static final Set<String> POLICIES =
      Set.of("NetworkPolicy", "CiliumNetworkPolicy", "StagedNetworkPolicy", "NetworkSet");
  private static final Set<String> CLUSTER_POLICIES =
      Set.of(
          "CiliumClusterwideNetworkPolicy",
          "GlobalNetworkPolicy",
          "GlobalNetworkSet",
          "AdminNetworkPolicy",
          "BaselineAdminNetworkPolicy",
          "ClusterNetworkPolicy");

  private Networking() {}

  static Stream<Reason> gatewayApi(Change change) {
    if (!change.key().group().equals(GATEWAY_API)) {
      return Stream.empty();
    }
    return ROUTES.contains(change.key().kind())
        ? Stream.of(Reason.medium(change, "a route of the Gateway API is changed"))
        : Stream.of(
            Reason.high(change, "what many routes hang on is changed: " + change.key().kind())
                .noSandboxTells());
  }

  static Stream<Reason> cni(ChangeFacts facts) {
    return facts
        .changes()
        .filter(change -> isCni(change, facts))
        .map(
            change ->
                Reason.high(
                        change,
                        "the cluster's network is changed; not even a patch of it is a patch of an"
                            + " app")
                    .noSandboxTells());
  }

  private static boolean isCni(Change change, ChangeFacts facts) {
    return (CNI_GROUPS.contains(change.key().group()) && !isPolicy(change.key()))
        || Components.roleOf(change, facts).equals(Optional.of(Role.CNI));
  }

  static Stream<Reason> networkPolicy(Change change) {
    if (!isPolicy(change.key())) {
      return Stream.empty();
    }
    return CLUSTER_POLICIES.contains(change.key().kind())
        ? Stream.of(
            Reason.high(change, "a network policy of the whole cluster is changed")
                .noSandboxTells())
        : Stream.of(Reason.medium(change, "a network policy is changed").noSandboxTells());
  }

  private static boolean isPolicy(ObjectKey key) {
    return POLICIES.contains(key.kind()) || CLUSTER_POLICIES.contains(key.kind());
  }

  static Stream<Reason> dns(ChangeFacts facts) {
    return facts.changes().flatMap(change -> dns(change, facts));
  }

  private static Stream<Reason> dns(Change change, ChangeFacts facts) {
    if (change.key().isA("externaldns.k8s.io", "DNSEndpoint")) {
      return Stream.of(Reason.medium(change, "DNS records are changed").noSandboxTells());
    }
    var role = Components.roleOf(change, facts);
    if (role.isEmpty() || VersionMoves.isRoutine(change, facts)) {
      return Stream.empty();
    }
    return switch (role.get()) {
      case CLUSTER_DNS -> Stream.of(Reason.high(change, "the DNS that every pod asks is changed"));
      case DNS -> Stream.of(Reason.medium(change, "DNS is changed by more than a patch"));
      default -> Stream.empty();
    };
  }

  static Stream<Reason> loadBalancer(Change change) {
    var balanced =
        Stream.of(change.fieldBefore("spec", "type"), change.fieldAfter("spec", "type"))
            .anyMatch(type -> type.asText().equals("LoadBalancer"));
    if (!change.key().isA("", "Service") || !balanced || !movesAddress(change)) {
      return Stream.empty();
    }
    return Stream.of(
        Reason.medium(change, "how the world reaches this Service is changed").noSandboxTells());
  }

  private static boolean movesAddress(Change change) {
    return change.op() != Change.Op.CREATE
        && (change.differsAt("metadata", "annotations")
            || List.of(
                    "type",
                    "ports",
                    "loadBalancerIP",
                    "loadBalancerClass",
                    "externalTrafficPolicy",
                    "loadBalancerSourceRanges")
                .stream()
                .anyMatch(field -> change.differsAt("spec", field)));
  }
}
