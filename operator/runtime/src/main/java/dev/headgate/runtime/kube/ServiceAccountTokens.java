package dev.headgate.runtime.kube;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Tokens of another service account, asked for (TokenRequest) and renewed before they end. */
public final class ServiceAccountTokens implements Supplier<String> {

  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration RENEW = Duration.ofMinutes(40);

  private final KubernetesClient client;
  private final String namespace;
  private final String account;
  private final Clock clock;
  private String token = "";
  private Instant renewAt = Instant.EPOCH;

  public ServiceAccountTokens(
      KubernetesClient client, String namespace, String account, Clock clock) {
    this.client = client;
    this.namespace = namespace;
    this.account = account;
    this.clock = clock;
  }

  @Override
  public synchronized String get() {
    var now = clock.instant();
    if (!now.isBefore(renewAt)) {
      token =
          client
              .serviceAccounts()
              .inNamespace(namespace)
              .withName(account)
              .tokenRequest(
                  new TokenRequestBuilder()
                      .withNewSpec()
                      .withExpirationSeconds(LIFE.toSeconds())
                      .endSpec()
                      .build())
              .getStatus()
              .getToken();
      renewAt = now.plus(RENEW);
    }
    return token;
  }
}
