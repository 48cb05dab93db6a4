package dev.headgate.core.sandbox;

import java.util.Optional;

/** Why what another change has in a sandbox is left alone, and what a person can do about it. */
final class WhyTaken {

  static final int SHOWN = 3;

  private WhyTaken() {}

  /** Empty when it may be cleaned away. */
  static Optional<String> of(Resident other, String hostUid, Claims claims) {
    if (other.hostUid().isEmpty() || other.changeUid().isEmpty()) {
      return Optional.of(
          "change %s of nobody knows which cluster: %s"
              .formatted(other.changeUid(), byHand(other)));
    }
    if (!other.hostUid().equals(hostUid)) {
      return Optional.of(
          "change %s of the Headgate of another cluster (UID of its kube-system: %s): give each a sandbox of its own; %s"
              .formatted(other.changeUid(), other.hostUid(), byHand(other)));
    }
    return switch (claims) {
      case Claims.Unknown(var why) ->
          Optional.of(
              "change %s, of which the host does not say whether it still needs it: %s"
                  .formatted(other.changeUid(), why));
      case Claims.Known(var changeRequests) ->
          Optional.ofNullable(changeRequests.get(other.changeUid()))
              .map(
                  name ->
                      "ChangeRequest %s still has its ChangeSandbox: wait until that is gone (kubectl get csbx -A)"
                          .formatted(name));
    };
  }

  static String more(int count) {
    return count > SHOWN ? "; and %d more".formatted(count - SHOWN) : "";
  }

  private static String byHand(Resident other) {
    return ("if no Headgate works in it any more, delete there what has the label headgate.dev/change=%s,"
            + " then the ConfigMaps headgate-inventory-%s-* in namespace headgate-sandbox")
        .formatted(other.changeUid(), other.changeUid());
  }
}
