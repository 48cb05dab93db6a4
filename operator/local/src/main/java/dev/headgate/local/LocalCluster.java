package dev.headgate.local;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real Kubernetes API on 127.0.0.1: etcd, kube-apiserver (RBAC, service account tokens,
 * admission), the controller manager, the scheduler, and kwok, which plays one node. Deployments
 * become ready, namespaces are deleted, tokens work; no container ever runs.
 *
 * <p>A pod with the label {@link #KWOK_LABEL} behaves as the label says, see {@code
 * kwok/stages.yaml}.
 *
 * <p>Nothing outlives the JVM, however it ends.
 */
public final class LocalCluster implements AutoCloseable {
  /**
   * On a pod (template): {@code fail} makes its containers crash in a loop, {@code image-pull}
   * keeps their images from being pulled, {@code config} withholds a ConfigMap, {@code oom} kills
   * them for want of memory, {@code exit} ends them with an error. Pods without it become ready
   * after about half a second.
   */
  public static final String KWOK_LABEL = "headgate.dev/kwok";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  private final String name;
  private final RunFolder folder;
  private final ControlPlane controlPlane;
  private final Kubeconfig kubeconfig;
  private final Credentials credentials;
  private final KubernetesClient client;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread closeAtExit = new Thread(this::close, "close-local-cluster");

  private LocalCluster(
      String name,
      RunFolder folder,
      ControlPlane controlPlane,
      Kubeconfig kubeconfig,
      Credentials credentials) {
    this.name = name;
    this.folder = folder;
    this.controlPlane = controlPlane;
    this.kubeconfig = kubeconfig;
    this.credentials = credentials;
    client = newClient(credentials.admin());
    Runtime.getRuntime().addShutdownHook(closeAtExit);
  }

  /**
   * What a cluster may differ in.
   *
   * @param name for messages and folder names
   * @param apiServerFlags added to the command line of kube-apiserver
   */
  public record Options(String name, List<String> apiServerFlags) {
    public Options {
      apiServerFlags = List.copyOf(apiServerFlags);
    }

    public static Options named(String name) {
      return new Options(name, List.of());
    }
  }

  /**
   * Starts a cluster with the binaries of this machine; returns when pods can be made in its
   * default namespace.
   */
  public static LocalCluster start(Options options, Progress progress) {
    return start(options, Binaries.standard(progress), progress);
  }

  static LocalCluster start(Options options, Binaries binaries, Progress progress) {
    Startup.TOOLS.forEach(binaries::path);
    return progress.during("starting cluster " + options.name(), () -> launch(options, binaries));
  }

  private static LocalCluster launch(Options options, Binaries binaries) {
    var folder = RunFolder.create(options.name());
    var controlPlane = new ControlPlane(binaries, folder.path(), options.apiServerFlags());
    try {
      var credentials = Credentials.create(folder);
      folder.write("stages.yaml", Resources.text("kwok/stages.yaml"));
      var startup = new Startup(controlPlane, START_TIMEOUT);
      var kubeconfig = new Kubeconfig(controlPlane.server(), startup.startApiServer());
      credentials.writeKubeconfigs(folder, kubeconfig);
      var cluster = new LocalCluster(options.name(), folder, controlPlane, kubeconfig, credentials);
      startup.startTheRest(cluster.client);
      return cluster;
    } catch (RuntimeException e) {
      controlPlane.close();
      folder.close();
      throw e;
    }
  }

  public String name() {
    return name;
  }

  /** Its URL. */
  public String server() {
    return controlPlane.server();
  }

  /** The certificate that its server's is signed with. */
  public String caPem() {
    return kubeconfig.caPem();
  }

  /** The client of {@code system:masters}. Shared: do not close it. */
  public KubernetesClient client() {
    return client;
  }

  /** A file for {@code kubectl --kubeconfig}, there as long as the cluster. */
  public Path adminKubeconfig() {
    return folder.path().resolve(Credentials.ADMIN_KUBECONFIG);
  }

  /** The same as text; it names no files. */
  public String adminKubeconfigYaml() {
    return kubeconfig.forToken(credentials.admin());
  }

  /** A kubeconfig with a token of that service account, which must exist. */
  public String kubeconfigFor(String namespace, String serviceAccount) {
    return kubeconfig.forToken(serviceAccountToken(namespace, serviceAccount));
  }

  /** A client that is that service account, which must exist. The caller closes it. */
  public KubernetesClient clientAs(String namespace, String serviceAccount) {
    return newClient(serviceAccountToken(namespace, serviceAccount));
  }

  /** A token as pods get it, good for 12 hours. */
  public String serviceAccountToken(String namespace, String serviceAccount) {
    var request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withExpirationSeconds(TOKEN_LIFE.toSeconds())
            .endSpec()
            .build();
    return client
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(serviceAccount)
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  /** Kills the API server; its data stay. Everybody else keeps running, without it. */
  public void stopApiServer() {
    controlPlane.stop(Tool.KUBE_APISERVER);
  }

  /** Starts it again, on the same port and data; returns when it is ready. */
  public void startApiServer() {
    controlPlane.start(Tool.KUBE_APISERVER);
    new Startup(controlPlane, START_TIMEOUT).awaitApiServer(client);
  }

  /**
   * Loses all data and comes back at once, as a virtual cluster whose pod lost its volume: same
   * address, same credentials, another cluster. Returns when pods can be made again.
   */
  public void loseData() {
    controlPlane.close();
    controlPlane.forgetData();
    var startup = new Startup(controlPlane, START_TIMEOUT);
    startup.startApiServer();
    startup.startTheRest(client);
  }

  /** The folder with one log file for each program, there as long as the cluster. */
  public Path logs() {
    return folder.path();
  }

  /** Ends all processes and deletes data and logs. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    client.close();
    controlPlane.close();
    folder.close();
    if (Thread.currentThread() != closeAtExit) {
      Runtime.getRuntime().removeShutdownHook(closeAtExit);
    }
  }

  /** From nothing: not from the environment and not from {@code ~/.kube/config}. */
  private KubernetesClient newClient(String token) {
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server())
            .withCaCertData(Kubeconfig.base64(caPem()))
            .withOauthToken(token)
            .withNamespace("default")
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
