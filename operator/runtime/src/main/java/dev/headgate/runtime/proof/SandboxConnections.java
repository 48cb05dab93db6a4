package dev.headgate.runtime.proof;

import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.proof.SandboxLeases.SandboxRef;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.sandbox.Kubeconfigs;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Base64;
import java.util.Optional;

/** Connects to the sandbox that a Secret leads to. Nothing that the Secret holds is ever said. */
final class SandboxConnections {

  private final KubernetesClient host;

  SandboxConnections(KubernetesClient host) {
    this.host = host;
  }

  SandboxClient.Connection connect(SandboxRef ref) throws InterruptedException {
    try {
      return read(ref)
          .map(Kubeconfigs::read)
          .map(
              read ->
                  switch (read) {
                    case Kubeconfigs.Read.Refused(var reason) -> refused(ref, reason);
                    case Kubeconfigs.Read.Accepted(var config) ->
                        new Opened.Ready(new KubernetesClientBuilder().withConfig(config).build());
                  })
          .orElseGet(() -> refused(ref, "there is no such key"))
          .connect(hostUid());
    } catch (KubernetesClientException e) {
      return new SandboxClient.Connection.Unreachable(
          "Secret %s/%s cannot be read (%d)".formatted(ref.namespace(), ref.secret(), e.getCode()));
    }
  }

  private Optional<byte[]> read(SandboxRef ref) {
    return Optional.ofNullable(
            host.secrets().inNamespace(ref.namespace()).withName(ref.secret()).get())
        .flatMap(secret -> Optional.ofNullable(secret.getData()))
        .flatMap(data -> Optional.ofNullable(data.get(ref.key())))
        .map(value -> Base64.getDecoder().decode(value));
  }

  /** Which cluster must never be its own sandbox. */
  private String hostUid() {
    return host.namespaces().withName("kube-system").get().getMetadata().getUid();
  }

  private static Opened refused(SandboxRef ref, String reason) {
    return new Opened.Refused(
        "kubeconfig in Secret %s/%s, key %s: %s"
            .formatted(ref.namespace(), ref.secret(), ref.key(), reason));
  }

  private sealed interface Opened {
    SandboxClient.Connection connect(String hostUid) throws InterruptedException;

    record Ready(KubernetesClient client) implements Opened {
      @Override
      public SandboxClient.Connection connect(String hostUid) throws InterruptedException {
        return SandboxClient.connect(ApiServer.of(client), hostUid);
      }
    }

    record Refused(String reason) implements Opened {
      @Override
      public SandboxClient.Connection connect(String hostUid) {
        return new SandboxClient.Connection.Refused(reason);
      }
    }
  }
}
