package dev.headgate.cli.prove;

import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.kube.FluxKinds;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.sandbox.Kubeconfigs;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disposable cluster that a kubeconfig leads to. */
record Cluster(KubernetesClient client, SandboxClient sandbox) implements AutoCloseable {

  /** Never a cluster's UID: nobody here is the host of that sandbox. */
  private static final String NO_HOST = "no-cluster";

  /** It cannot be used; the message says why and quotes nothing of the kubeconfig. */
  static final class UnusableException extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    UnusableException(String message) {
      super(message);
    }
  }

  /**
   * Connects.
   *
   * @throws UnusableException when the file, the connection or the cluster will not do
   */
  static Cluster at(Path kubeconfig) throws UnusableException, InterruptedException {
    var client =
        switch (Kubeconfigs.read(bytes(kubeconfig))) {
          case Kubeconfigs.Read.Accepted(var config) ->
              new KubernetesClientBuilder().withConfig(config).build();
          case Kubeconfigs.Read.Refused(var reason) ->
              throw new UnusableException("%s: %s".formatted(kubeconfig, reason));
        };
    try {
      refuseAClusterOfFlux(client);
      return switch (SandboxClient.connect(ApiServer.of(client), NO_HOST)) {
        case SandboxClient.Connection.Connected(var sandbox) -> new Cluster(client, sandbox);
        case SandboxClient.Connection.Refused(var reason) -> throw new UnusableException(reason);
        case SandboxClient.Connection.Unreachable(var reason) ->
            throw new UnusableException("the cluster does not answer: " + reason);
      };
    } catch (UnusableException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static byte[] bytes(Path kubeconfig) throws UnusableException {
    try {
      return Files.readAllBytes(kubeconfig);
    } catch (IOException e) {
      throw new UnusableException("%s cannot be read".formatted(kubeconfig));
    }
  }

  /** One that Flux works for is somebody's, and never disposable. */
  private static void refuseAClusterOfFlux(KubernetesClient client) throws UnusableException {
    try {
      var found =
          client.genericKubernetesResources(FluxKinds.KUSTOMIZATION).inAnyNamespace().list();
      if (!found.getItems().isEmpty()) {
        throw new UnusableException(
            "Flux applies %d Kustomizations to that cluster, so it is not disposable"
                .formatted(found.getItems().size()));
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw new UnusableException("nobody can tell whether Flux works there: " + whyNot(e));
      }
    }
  }

  private static String whyNot(KubernetesClientException e) {
    return e.getCode() == 0 ? "it does not answer" : "HTTP " + e.getCode();
  }

  @Override
  public void close() {
    client.close();
  }
}
