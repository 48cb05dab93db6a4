package dev.headgate.runtime.pool;

import dev.headgate.api.v1alpha1.ChangeRequest;
import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxSpec;
import dev.headgate.api.v1alpha1.SandboxPool;
import dev.headgate.core.sandbox.Holder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Whether the ChangeRequest of a sandbox still wants it, as the API server says now. */
record Holders(KubernetesClient client) {

  /** One that is nobody's belongs to its pool, until that hands it over. */
  Holder of(ChangeSandbox sandbox, Optional<SandboxPool> pool) {
    var holder = sandbox.getSpec().changeRequest();
    return holder == null ? warm(sandbox, pool) : of(sandbox, holder);
  }

  private static Holder warm(ChangeSandbox sandbox, Optional<SandboxPool> pool) {
    if (pool.isEmpty()) {
      return new Holder.Gone("its pool was deleted");
    }
    return Pools.heir(pool.get(), sandbox)
        .<Holder>map(
            heir ->
                new Holder.Gone(
                    "it was handed to ChangeSandbox %s/%s"
                        .formatted(heir.namespace(), heir.name())))
        .orElseGet(Holder.Wanting::new);
  }

  private Holder of(ChangeSandbox sandbox, ChangeSandboxSpec.Holder holder) {
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
