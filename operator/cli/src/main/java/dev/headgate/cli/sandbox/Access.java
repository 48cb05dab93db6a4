package dev.headgate.cli.sandbox;

import dev.headgate.api.v1alpha1.ChangeSandbox;
import dev.headgate.api.v1alpha1.ChangeSandboxStatus;
import dev.headgate.runtime.sandbox.Kubeconfigs;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.ClusterBuilder;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;

/**
 * The kubeconfig that leads into a sandbox. It is written anew from what was understood of the
 * Secret: a kubeconfig can name programs, and who may write that Secret is not to run any on the
 * machine of whoever looks.
 *
 * @param server another way to it than the Secret says, such as a forwarded port
 */
record Access(KubernetesClient client, Optional<URI> server) {

  String kubeconfig(ChangeSandbox sandbox) throws RefusalException {
    var access = sandbox.getStatus() == null ? null : sandbox.getStatus().access();
    if (access == null) {
      throw new RefusalException(
          "%s has no kubeconfig yet: it is %s%s"
              .formatted(
                  Sandboxes.called(sandbox),
                  Sandboxes.phase(sandbox).word(),
                  because(Sandboxes.why(sandbox))));
    }
    var config = read(access, bytes(access, secret(access)));
    var host = URI.create(config.getMasterUrl()).getHost();
    if (server.isEmpty() && host.contains(".svc")) {
      System.err.printf(
          "headgate sandbox: %s answers inside of the cluster only; from elsewhere:%n"
              + "  kubectl -n %s port-forward service/%s 8443:443%n"
              + "and this command with --server https://127.0.0.1:8443%n",
          host, access.namespace(), host.substring(0, host.indexOf('.')));
    }
    return written(sandbox.getMetadata().getName(), config, host);
  }

  private Secret secret(ChangeSandboxStatus.Access access) throws RefusalException {
    try {
      var secret = client.secrets().inNamespace(access.namespace()).withName(access.secret()).get();
      if (secret == null) {
        throw new RefusalException(
            "Secret %s/%s is not there (yet)".formatted(access.namespace(), access.secret()));
      }
      return secret;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        throw new RefusalException(
            "you may not read Secret %s/%s: the ClusterRole headgate-sandbox-access lets people do that"
                .formatted(access.namespace(), access.secret()));
      }
      throw e;
    }
  }

  private static byte[] bytes(ChangeSandboxStatus.Access access, Secret secret)
      throws RefusalException {
    var data = secret.getData() == null ? null : secret.getData().get(access.key());
    if (data == null || data.isEmpty()) {
      throw new RefusalException(
          "Secret %s/%s holds nothing under key %s (yet)"
              .formatted(access.namespace(), access.secret(), access.key()));
    }
    return Base64.getDecoder().decode(data);
  }

  private static Config read(ChangeSandboxStatus.Access access, byte[] bytes)
      throws RefusalException {
    return switch (Kubeconfigs.read(bytes)) {
      case Kubeconfigs.Read.Accepted(var config) -> config;
      case Kubeconfigs.Read.Refused(var reason) ->
          throw new RefusalException(
              "Secret %s/%s: %s".formatted(access.namespace(), access.secret(), reason));
    };
  }

  private String written(String name, Config config, String host) {
    var cluster =
        new ClusterBuilder()
            .withServer(server.map(URI::toString).orElse(config.getMasterUrl()))
            .withCertificateAuthorityData(config.getCaCertData())
            .withTlsServerName(server.isPresent() ? host : null)
            .build();
    var user =
        new AuthInfoBuilder()
            .withClientCertificateData(config.getClientCertData())
            .withClientKeyData(config.getClientKeyData())
            .withToken(config.getOauthToken())
            .build();
    return Serialization.asYaml(
        new ConfigBuilder()
            .withKind("Config")
            .withApiVersion("v1")
            .withCurrentContext(name)
            .addNewCluster()
            .withName(name)
            .withCluster(cluster)
            .endCluster()
            .addNewUser()
            .withName(name)
            .withUser(user)
            .endUser()
            .addNewContext()
            .withName(name)
            .withNewContext()
            .withCluster(name)
            .withUser(name)
            .endContext()
            .endContext()
            .build());
  }

  private static String because(String why) {
    return why.isEmpty() ? "" : " (" + why + ")";
  }
}
