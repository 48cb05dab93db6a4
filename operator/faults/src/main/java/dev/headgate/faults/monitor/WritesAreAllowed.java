package dev.headgate.faults.monitor;

import dev.headgate.faults.proxy.Call;
import dev.headgate.faults.proxy.Traced;
import java.util.Set;

/** S4: nothing is written on the host but these kinds under these names. */
final class WritesAreAllowed implements Promise {

  private static final Set<String> OWN_STATUS =
      Set.of("promotiongates", "changerequests", "changesandboxes", "sandboxpools");
  private static final String OPERATOR = "headgate-system";

  @Override
  public String id() {
    return "S4";
  }

  @Override
  public Findings check(Evidence evidence) {
    var findings = new Findings();
    evidence
        .requests()
        .forEach(
            one -> {
              var call = one.call();
              if (call.cluster().equals("host") && call.isWrite()) {
                findings.expect(
                    isAllowed(call, evidence.expected()) || isDenied(one), "not allowed: %s", one);
              }
            });
    return findings;
  }

  private static boolean isAllowed(Call call, Expected expected) {
    return switch (call.group()) {
      case "headgate.dev" -> isOwnKind(call);
      case "source.toolkit.fluxcd.io" -> isSource(call, expected);
      case "kustomize.toolkit.fluxcd.io" ->
          call.resource().equals("kustomizations") && isPatch(call) && isWhole(call);
      case "events.k8s.io" -> call.resource().equals("events") && !call.method().equals("DELETE");
      case "coordination.k8s.io" ->
          call.resource().equals("leases")
              && call.namespace().equals(OPERATOR)
              && call.name().matches("headgate|headgate-sandbox-.+");
      default -> false;
    };
  }

  /** By it the operator sees for itself that its account for dry runs can write nothing. */
  private static boolean isDenied(Traced one) {
    return one.call().name().equals("headgate-dry-run-self-test")
        && (one.status() == 0 || one.status() >= 400);
  }

  private static boolean isOwnKind(Call call) {
    if (call.subresource().equals("status")) {
      return OWN_STATUS.contains(call.resource()) && isPatch(call);
    }
    return isWhole(call)
        && switch (call.resource()) {
          case "promotiongates" -> isPatch(call);
          case "changerequests", "changesandboxes" -> !call.method().equals("PUT");
          default -> false;
        };
  }

  private static boolean isSource(Call call, Expected expected) {
    if (!isWhole(call)) {
      return false;
    }
    if (call.name().equals(expected.source())) {
      return isPatch(call) && call.resource().equals("gitrepositories");
    }
    return call.name().matches(expected.gate() + "-(head|candidate|rendered-head|rendered-live)");
  }

  private static boolean isPatch(Call call) {
    return call.method().equals("PATCH");
  }

  private static boolean isWhole(Call call) {
    return call.subresource().isEmpty();
  }
}
