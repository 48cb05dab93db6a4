package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.core.sandbox.Holder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Whether the ChangeRequest of a sandbox still wants it, as the API server says now. */
record Holders(KubernetesClient client) {

  Holder of(ChangeSandbox sandbox) {
    var holder = sandbox.getSpec().changeRequest();
    var found =
        client
            .resources(ChangeRequest.class)
            .inNamespace(sandbox.getMetadata().getNamespace())
            .withName(holder.name())
            .get();
    if (found == null || found.getMetadata().getDeletionTimestamp() != null) {
      return new Holder.Gone("ChangeRequest %s was deleted".formatted(holder.name()));
    }
    if (!found.getMetadata().getUid().equals(holder.uid())) {
      return new Holder.Gone("ChangeRequest %s is another one by now".formatted(holder.name()));
    }
    if (found.getStatus() != null && found.getStatus().verdict() != null) {
      return new Holder.Gone("ChangeRequest %s is judged".formatted(holder.name()));
    }
    return found.getSpec().suspend()
        ? new Holder.Gone("ChangeRequest %s is suspended".formatted(holder.name()))
        : new Holder.Wanting();
  }
}
