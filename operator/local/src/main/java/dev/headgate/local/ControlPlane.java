package dev.headgate.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The processes of one cluster: which flags each gets, and which of them run. */
final class ControlPlane implements AutoCloseable {
  private static final String SERVICE_RANGE = "10.96.0.0/16";
  private static final String CERTIFICATES = "certificates";
  private static final String DATA = "etcd";

  private final Binaries binaries;
  private final Path folder;
  private final List<String> apiServerFlags;
  private final Map<Tool, Process> running = new ConcurrentHashMap<>();
  private final int etcdPort = Ports.free();
  private final int etcdPeerPort = Ports.free();
  private final int apiServerPort = Ports.free();

  ControlPlane(Binaries binaries, Path folder, List<String> apiServerFlags) {
    this.binaries = binaries;
    this.folder = folder;
    this.apiServerFlags = List.copyOf(apiServerFlags);
  }

  String server() {
    return "https://127.0.0.1:" + apiServerPort;
  }

  void start(Tool tool) {
    var command = new ArrayList<String>();
    command.add(binaries.path(tool).toString());
    command.addAll(flags(tool));
    running.put(tool, Leash.start(command, Map.of(), folder, log(tool)));
  }

  void stop(Tool tool) {
    var process = running.remove(tool);
    if (process != null) {
      Leash.stop(process);
    }
  }

  /** Throws, with the end of its log, if one of the processes is no longer there. */
  void checkAlive() {
    running.forEach(
        (tool, process) -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(
                "%s ended with exit code %d:%n%s"
                    .formatted(tool.program(), process.exitValue(), Logs.end(log(tool))));
          }
        });
  }

  Path log(Tool tool) {
    return folder.resolve(tool.program() + ".log");
  }

  @Override
  public void close() {
    for (var tool : List.copyOf(running.keySet())) {
      stop(tool);
    }
  }

  /** Nothing may run meanwhile. */
  void forgetData() {
    Folders.delete(folder.resolve(DATA));
  }

  /** The certificate with which kube-apiserver signed its own, once it has done so; else null. */
  @Nullable String authority() {
    var certificates = folder.resolve(CERTIFICATES);
    try {
      if (!Files.exists(certificates.resolve("apiserver.key"))) {
        return null; // It is written after the certificates.
      }
      var chain = Files.readString(certificates.resolve("apiserver.crt"));
      return chain.substring(chain.lastIndexOf("-----BEGIN"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the certificate of kube-apiserver", e);
    }
  }

  private List<String> flags(Tool tool) {
    return switch (tool) {
      case ETCD -> etcd();
      case KUBE_APISERVER -> apiServer();
      case KUBE_CONTROLLER_MANAGER -> controllerManager();
      case KUBE_SCHEDULER ->
          List.of(
              "--kubeconfig=" + in("scheduler.kubeconfig"),
              "--leader-elect=false",
              "--secure-port=0");
      case KWOK ->
          List.of(
              "--kubeconfig=" + in("admin.kubeconfig"),
              "--manage-all-nodes=true",
              "--node-ip=127.0.0.1",
              "--node-lease-duration-seconds=0",
              "--config=" + in("stages.yaml"));
      case KUBECTL, KUSTOMIZE, HELM, KUSTOMIZE_CONTROLLER ->
          throw new IllegalArgumentException(tool.program() + " is not part of a control plane");
    };
  }

  private List<String> etcd() {
    var client = "http://127.0.0.1:" + etcdPort;
    var peer = "http://127.0.0.1:" + etcdPeerPort;
    return List.of(
        "--data-dir=" + in(DATA),
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--unsafe-no-fsync=true",
        "--log-level=warn");
  }

  private List<String> apiServer() {
    var flags =
        new ArrayList<>(
            List.of(
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                // 127.0.0.1 is no legal endpoint of the Service kubernetes.
                "--endpoint-reconciler-type=none",
                "--secure-port=" + apiServerPort,
                "--cert-dir=" + in(CERTIFICATES),
                "--token-auth-file=" + in("tokens.csv"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + in("service-accounts.pub"),
                "--service-account-signing-key-file=" + in("service-accounts.key"),
                "--service-cluster-ip-range=" + SERVICE_RANGE,
                "--authorization-mode=RBAC",
                "--allow-privileged=true",
                "--profiling=false"));
    flags.addAll(apiServerFlags);
    return flags;
  }

  private List<String> controllerManager() {
    return List.of(
        "--kubeconfig=" + in("controller-manager.kubeconfig"),
        "--service-account-private-key-file=" + in("service-accounts.key"),
        "--root-ca-file=" + in("ca.crt"),
        // Each controller acts as its own service account, as in a real cluster: policies see who
        // it is.
        "--use-service-account-credentials=true",
        // The default of 20 a second makes the start five seconds longer.
        "--kube-api-qps=500",
        "--kube-api-burst=1000",
        "--leader-elect=false",
        // No kubelet sends heartbeats, so a node has to stay ready without them.
        "--node-monitor-grace-period=24h",
        "--secure-port=0");
  }

  private String in(String file) {
    return folder.resolve(file).toString();
  }
}
