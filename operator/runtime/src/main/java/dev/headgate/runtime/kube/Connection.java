package dev.headgate.runtime.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where the host's API server is and as whom Headgate speaks to it: a URL, a CA and a token file,
 * which in a pod are those of its service account. There is no kubeconfig on purpose: those may
 * name programs to run.
 */
public record Connection(String server, Path caFile, Path tokenFile) {

  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

  /** The JDK client allows 100 streams a connection and throws at the next. */
  private static final int MAX_CONCURRENT_REQUESTS = 32;

  /** The connection of a pod, from its environment and mounted service account. */
  public static Connection inCluster(String host, String port) {
    var address = host.contains(":") ? "[" + host + "]" : host;
    return new Connection(
        "https://" + address + ":" + port,
        SERVICE_ACCOUNT.resolve("ca.crt"),
        SERVICE_ACCOUNT.resolve("token"));
  }

  /** A client whose token is read again at each use, since the kubelet rotates it. */
  public KubernetesClient open() {
    return new KubernetesClientBuilder()
        .withKubernetesSerialization(Unreadable.serialization())
        .withConfig(config().withOauthTokenProvider(this::token).build())
        .build();
  }

  /** A client as another account, by a token that the caller renews. */
  public KubernetesClient openAs(Supplier<String> token) {
    return new KubernetesClientBuilder()
        .withConfig(config().withOauthTokenProvider(token::get).build())
        .build();
  }

  private ConfigBuilder config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(server)
        .withCaCertFile(caFile.toString())
        .withConnectionTimeout((int) CONNECT_TIMEOUT.toMillis())
        .withRequestTimeout((int) REQUEST_TIMEOUT.toMillis())
        .withMaxConcurrentRequestsPerHost(MAX_CONCURRENT_REQUESTS)
        .withMaxConcurrentRequests(2 * MAX_CONCURRENT_REQUESTS)
        .withUserAgent("headgate");
  }

  private String token() {
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the service account's token at " + tokenFile, e);
    }
  }
}
