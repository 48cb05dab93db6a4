package dev.headgate.runtime.pool;

import dev.headgate.core.change.Digest;
import dev.headgate.runtime.kube.Deletion;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who has which sandbox, as Leases in the operator's own namespace: one for each sandbox, named
 * after it, so that two operators cannot both give it away. No clock decides: a lease ends when its
 * holder gives it back, or is found to be gone.
 */
public final class SandboxLeases {

  static final String MARK = "headgate.dev/sandbox";
  static final String SECRET = "headgate.dev/kubeconfig-secret";
  static final String KEY = "headgate.dev/kubeconfig-key";
  static final String NAMESPACE = "headgate.dev/namespace";
  static final String CHANGE_REQUEST = "headgate.dev/change-request";

  private final KubernetesClient client;
  private final String namespace;

  SandboxLeases(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** What came of asking. */
  sealed interface Asked {
    record Granted() implements Asked {}

    record HeldBy(Held other) implements Asked {}
  }

  /**
   * A lease that somebody holds.
   *
   * @param uid of the ChangeRequest
   */
  record Held(
      String leaseName, String uid, String namespace, String changeRequest, SandboxRef sandbox) {}

  /** Takes the sandbox for a ChangeRequest; again, when it has it already. */
  Asked take(SandboxRef sandbox, String uid, String changeRequest) {
    try {
      client.resource(lease(sandbox, uid, changeRequest)).create();
      return new Asked.Granted();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
    return get(sandbox)
        .<Asked>map(held -> held.uid().equals(uid) ? new Asked.Granted() : new Asked.HeldBy(held))
        .orElseGet(() -> take(sandbox, uid, changeRequest));
  }

  /** Ends that very lease; one that was taken since stays. */
  void end(Held held) {
    var lease = leases().withName(held.leaseName()).get();
    if (lease != null && holder(lease).equals(held.uid())) {
      Deletion.delete(
          client,
          "/apis/coordination.k8s.io/v1/namespaces/%s/leases/%s"
              .formatted(namespace, held.leaseName()),
          lease.getMetadata().getUid(),
          lease.getMetadata().getResourceVersion());
    }
  }

  Optional<Held> get(SandboxRef sandbox) {
    return Optional.ofNullable(leases().withName(name(sandbox)).get()).map(SandboxLeases::held);
  }

  List<Held> all() {
    return leases().withLabel(MARK).list().getItems().stream().map(SandboxLeases::held).toList();
  }

  private NonNamespaceOperation<Lease, LeaseList, Resource<Lease>> leases() {
    return client.leases().inNamespace(namespace);
  }

  private Lease lease(SandboxRef sandbox, String uid, String changeRequest) {
    return new LeaseBuilder()
        .withMetadata(
            new ObjectMetaBuilder()
                .withName(name(sandbox))
                .withNamespace(namespace)
                .addToLabels(MARK, "true")
                .addToAnnotations(
                    Map.of(
                        SECRET, sandbox.secret(),
                        KEY, sandbox.key(),
                        NAMESPACE, sandbox.namespace(),
                        CHANGE_REQUEST, changeRequest))
                .build())
        .withNewSpec()
        .withHolderIdentity(uid)
        .endSpec()
        .build();
  }

  private static Held held(Lease lease) {
    var notes = Optional.ofNullable(lease.getMetadata().getAnnotations()).orElse(Map.of());
    return new Held(
        lease.getMetadata().getName(),
        holder(lease),
        notes.getOrDefault(NAMESPACE, ""),
        notes.getOrDefault(CHANGE_REQUEST, ""),
        new SandboxRef(
            notes.getOrDefault(NAMESPACE, ""),
            notes.getOrDefault(SECRET, ""),
            notes.getOrDefault(KEY, "")));
  }

  private static String holder(Lease lease) {
    return Optional.ofNullable(lease.getSpec().getHolderIdentity()).orElse("");
  }

  static String name(SandboxRef sandbox) {
    var digest = Digest.of(sandbox.toString().getBytes(StandardCharsets.UTF_8)).shortened();
    var readable = sandbox.secret();
    return "headgate-sandbox-"
        + readable.substring(0, Math.min(200, readable.length()))
        + "-"
        + digest;
  }

  /** The Secret whose kubeconfig leads to a sandbox. */
  public record SandboxRef(String namespace, String secret, String key) {

    @Override
    public String toString() {
      return namespace + "/" + secret + "/" + key;
    }
  }
}
