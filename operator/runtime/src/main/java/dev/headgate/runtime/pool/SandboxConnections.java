package dev.headgate.runtime.pool;

import dev.headgate.core.risk.Plans;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.pool.SandboxLeases.SandboxRef;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.sandbox.Kubeconfigs;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Connects to the sandbox that a Secret leads to. Nothing that the Secret holds is ever said. One
 * client is kept for each Secret, as long as the Secret does not change.
 */
public final class SandboxConnections implements AutoCloseable {

  /** A proof may still run by the Secret as it was, but none takes longer than this. */
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(Plans.DEADLINE.toMinutes() + 5, TimeUnit.MINUTES);

  private final KubernetesClient host;
  private final Map<SandboxRef, Opened> opened = new ConcurrentHashMap<>();

  public SandboxConnections(KubernetesClient host) {
    this.host = host;
  }

  public SandboxClient.Connection connect(SandboxRef ref) throws InterruptedException {
    try {
      var secret = host.secrets().inNamespace(ref.namespace()).withName(ref.secret()).get();
      return secret == null ? refused(ref, "there is no such Secret") : connect(ref, secret);
    } catch (KubernetesClientException e) {
      var reason =
          "Secret %s/%s cannot be read (%d)".formatted(ref.namespace(), ref.secret(), e.getCode());
      return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
          ? new SandboxClient.Connection.Refused(reason + ": Headgate lacks the right")
          : new SandboxClient.Connection.Unreachable(reason);
    }
  }

  /** The same for cleaning up: when the Secret is gone or refused, as it was. */
  SandboxClient.Connection reconnect(SandboxRef ref) throws InterruptedException {
    var known = opened.get(ref);
    var now = connect(ref);
    return now instanceof SandboxClient.Connection.Refused && known != null
        ? SandboxClient.connect(ApiServer.of(known.client()), hostUid())
        : now;
  }

  private SandboxClient.Connection connect(SandboxRef ref, Secret secret)
      throws InterruptedException {
    var version = secret.getMetadata().getUid() + secret.getMetadata().getResourceVersion();
    var known = opened.get(ref);
    if (known != null && known.version().equals(version)) {
      return SandboxClient.connect(ApiServer.of(known.client()), hostUid());
    }
    var kubeconfig = Optional.ofNullable(secret.getData()).map(data -> data.get(ref.key()));
    if (kubeconfig.isEmpty()) {
      return refused(ref, "the Secret has no such key");
    }
    return switch (Kubeconfigs.read(Base64.getDecoder().decode(kubeconfig.get()))) {
      case Kubeconfigs.Read.Refused(var reason) -> refused(ref, reason);
      case Kubeconfigs.Read.Accepted(var config) -> open(ref, version, config);
    };
  }

  @SuppressWarnings("UnusedException") // its message may quote what the Secret holds
  private SandboxClient.Connection open(SandboxRef ref, String version, Config config)
      throws InterruptedException {
    KubernetesClient client;
    try {
      client = new KubernetesClientBuilder().withConfig(config).build();
    } catch (KubernetesClientException | IllegalArgumentException e) {
      return refused(ref, "its certificates or its key cannot be read");
    }
    var replaced = opened.put(ref, new Opened(version, client));
    if (replaced != null) {
      LATER.execute(replaced.client()::close);
    }
    return SandboxClient.connect(ApiServer.of(client), hostUid());
  }

  @Override
  public void close() {
    opened.values().forEach(known -> known.client().close());
    opened.clear();
  }

  /** Which cluster must never be its own sandbox. */
  private String hostUid() {
    return host.namespaces().withName("kube-system").get().getMetadata().getUid();
  }

  private static SandboxClient.Connection refused(SandboxRef ref, String reason) {
    return new SandboxClient.Connection.Refused(
        "kubeconfig in Secret %s/%s, key %s: %s"
            .formatted(ref.namespace(), ref.secret(), ref.key(), reason));
  }

  private record Opened(String version, KubernetesClient client) {}
}
