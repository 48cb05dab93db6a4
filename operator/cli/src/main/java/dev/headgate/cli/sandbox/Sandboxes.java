package dev.headgate.cli.sandbox;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxSpec;
import dev.headgate.api.v1alpha1.SandboxPhase;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Optional;

/** The ChangeSandboxes that a person may see. */
record Sandboxes(KubernetesClient client) {

  /** Of one namespace; of all when it is empty. */
  List<ChangeSandbox> list(Optional<String> namespace) {
    var all = client.resources(ChangeSandbox.class);
    return namespace
        .map(one -> all.inNamespace(one).list())
        .orElseGet(() -> all.inAnyNamespace().list())
        .getItems();
  }

  /** By its own name, or by that of its ChangeRequest. */
  ChangeSandbox find(Where where) throws RefusalException {
    var there = list(Optional.of(where.namespace()));
    return there.stream()
        .filter(sandbox -> sandbox.getMetadata().getName().equals(where.name()))
        .findFirst()
        .or(() -> there.stream().filter(sandbox -> isOf(sandbox, where.name())).findFirst())
        .orElseThrow(
            () ->
                new RefusalException(
                    ("there is no ChangeSandbox %s in namespace %s, and none of a ChangeRequest of that name;"
                            + " headgate sandbox list -A shows all")
                        .formatted(where.name(), where.namespace())));
  }

  /** As it is now; empty when that very one is gone. */
  Optional<ChangeSandbox> again(ChangeSandbox sandbox) {
    return Optional.ofNullable(resource(sandbox).get())
        .filter(now -> now.getMetadata().getUid().equals(sandbox.getMetadata().getUid()));
  }

  Resource<ChangeSandbox> resource(ChangeSandbox sandbox) {
    return client
        .resources(ChangeSandbox.class)
        .inNamespace(sandbox.getMetadata().getNamespace())
        .withName(sandbox.getMetadata().getName());
  }

  /** Whether its ChangeRequest is still to be judged, and not suspended: it counts on it. */
  boolean isInUse(ChangeSandbox sandbox) {
    var holder = sandbox.getSpec().changeRequest();
    if (holder == null) {
      return false;
    }
    var request =
        client
            .resources(ChangeRequest.class)
            .inNamespace(sandbox.getMetadata().getNamespace())
            .withName(holder.name())
            .get();
    return phase(sandbox) != SandboxPhase.BROKEN
        && request != null
        && request.getMetadata().getUid().equals(holder.uid())
        && !request.getSpec().suspend()
        && (request.getStatus() == null || request.getStatus().verdict() == null);
  }

  private static boolean isOf(ChangeSandbox sandbox, String changeRequest) {
    return holder(sandbox).filter(changeRequest::equals).isPresent();
  }

  /** The name of its ChangeRequest; empty of one that is kept warm. */
  static Optional<String> holder(ChangeSandbox sandbox) {
    return Optional.ofNullable(sandbox.getSpec().changeRequest())
        .map(ChangeSandboxSpec.Holder::name);
  }

  static SandboxPhase phase(ChangeSandbox sandbox) {
    var status = sandbox.getStatus();
    return status == null || status.phase() == null ? SandboxPhase.QUEUED : status.phase();
  }

  /** The one line that says why it is where it is; may be empty. */
  static String why(ChangeSandbox sandbox) {
    var status = sandbox.getStatus();
    return status == null || status.why() == null ? "" : status.why();
  }

  /** For messages: {@code namespace/name}, and whose it is. */
  static String called(ChangeSandbox sandbox) {
    var meta = sandbox.getMetadata();
    return "ChangeSandbox %s/%s %s"
        .formatted(
            meta.getNamespace(),
            meta.getName(),
            holder(sandbox).map(name -> "of ChangeRequest " + name).orElse("that is kept warm"));
  }
}
