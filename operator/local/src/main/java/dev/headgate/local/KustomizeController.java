package dev.headgate.local;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Flux's real kustomize-controller, as a process against a local cluster. It is the service account
 * {@code flux-system/kustomize-controller} with cluster-admin, as Flux installs it, so that
 * policies see the same user.
 */
public final class KustomizeController implements AutoCloseable {
  /** Where Flux lives. */
  public static final String NAMESPACE = "flux-system";

  private static final String NAME = "kustomize-controller";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private final RunFolder folder;
  private final Path log;
  private final Process process;
  private final URI ready;

  private KustomizeController(LocalCluster cluster, Path executable) {
    folder = RunFolder.create(NAME);
    log = folder.path().resolve(NAME + ".log");
    var kubeconfig = folder.write("kubeconfig", cluster.kubeconfigFor(NAMESPACE, NAME));
    var health = "127.0.0.1:" + Ports.free();
    ready = URI.create("http://" + health + "/readyz");
    process =
        Leash.start(
            List.of(
                executable.toString(),
                "--metrics-addr=127.0.0.1:" + Ports.free(),
                "--health-addr=" + health,
                "--enable-leader-election=false",
                "--watch-all-namespaces=true",
                "--requeue-dependency=1s",
                "--events-addr="),
            Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "RUNTIME_NAMESPACE", NAMESPACE,
                "TMPDIR", folder.path().toString()),
            folder.path(),
            log);
  }

  /** Starts it; the CRDs of Flux must be installed. Returns when it is ready. */
  public static KustomizeController start(LocalCluster cluster, Progress progress) {
    var executable = Binaries.standard(progress).path(Tool.KUSTOMIZE_CONTROLLER);
    createAccount(cluster);
    var controller = new KustomizeController(cluster, executable);
    try {
      return progress.during("starting kustomize-controller", controller::awaitReady);
    } catch (RuntimeException e) {
      controller.close();
      throw e;
    }
  }

  /** Its log file, there until it is closed. */
  public Path log() {
    return log;
  }

  @Override
  public void close() {
    Leash.stop(process);
    folder.close();
  }

  private static void createAccount(LocalCluster cluster) {
    var client = cluster.client();
    ServerSideApply.apply(
        client, new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build());
    ServerSideApply.apply(
        client,
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withName(NAME)
            .withNamespace(NAMESPACE)
            .endMetadata()
            .build());
    ServerSideApply.apply(
        client,
        new ClusterRoleBindingBuilder()
            .withNewMetadata()
            .withName("flux-kustomize-controller")
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin")
            .addNewSubject("", "ServiceAccount", NAME, NAMESPACE)
            .build());
  }

  private KustomizeController awaitReady() {
    try (var http = HttpClient.newHttpClient()) {
      var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
      while (!isReady(http)) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("kustomize-controller is not ready:\n" + Logs.end(log));
        }
        Thread.sleep(50);
      }
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while kustomize-controller starts", e);
    }
  }

  private boolean isReady(HttpClient http) throws InterruptedException {
    try {
      return http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
