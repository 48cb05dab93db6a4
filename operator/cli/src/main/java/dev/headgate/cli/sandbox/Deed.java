package dev.headgate.cli.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import picocli.CommandLine;

/** Something that a person does with their own kubeconfig. */
@FunctionalInterface
interface Deed {

  /** Returns the exit code. */
  int with(KubernetesClient client) throws RefusalException, IOException, InterruptedException;

  /** Does it; what goes wrong is told in one line, and ends with 1. */
  static int perform(String command, Deed deed) throws InterruptedException {
    try (var client = new KubernetesClientBuilder().build()) {
      return deed.with(client);
    } catch (KubernetesClientException e) {
      return refuse(command, whyRefused(e));
    } catch (RefusalException | IOException | IllegalArgumentException e) {
      return refuse(command, String.valueOf(e.getMessage()));
    }
  }

  private static int refuse(String command, String why) {
    System.err.printf("headgate sandbox %s: %s%n", command, why);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What the API server says, without what the client wraps around it. */
  private static String whyRefused(KubernetesClientException e) {
    var status = e.getStatus();
    if (status != null && status.getMessage() != null) {
      return status.getMessage();
    }
    return e.getCode() == 0
        ? "the API server does not answer (%s)"
            .formatted(e.getCause() == null ? e.getMessage() : e.getCause().getMessage())
        : String.valueOf(e.getMessage());
  }
}
