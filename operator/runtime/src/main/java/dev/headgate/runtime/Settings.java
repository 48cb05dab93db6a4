package dev.headgate.runtime;

import dev.headgate.runtime.kube.Connection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What an operator instance is told at its start. Everything is validated before a client opens.
 */
public final class Settings {

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\]");

  /** Without user, query and fragment. */
  private static final Pattern HTTP_URL =
      Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?");

  @Option(
      names = "--namespace",
      defaultValue = "${env:POD_NAMESPACE:-headgate-system}",
      description =
          "The operator's own namespace: its lease and dry-run account (default: ${DEFAULT-VALUE}).")
  String namespace = "";

  @Option(
      names = "--instance",
      defaultValue = "${env:POD_NAME:-${env:HOSTNAME:-headgate}}",
      description = "Names this instance in events and in the lease (default: ${DEFAULT-VALUE}).")
  String instance = "headgate";

  @Option(
      names = "--cluster-name",
      defaultValue = "${env:HEADGATE_CLUSTER_NAME:-}",
      description = "Names this cluster in events and alerts (default: none).")
  String clusterName = "";

  @Option(
      names = "--health-port",
      defaultValue = "${env:HEADGATE_HEALTH_PORT:-8080}",
      description = "Serves /livez, /readyz and /metrics (default: ${DEFAULT-VALUE}; 0: any).")
  int healthPort;

  @Option(
      names = "--kustomize",
      defaultValue = "${env:HEADGATE_KUSTOMIZE:-kustomize}",
      description = "The kustomize binary (default: ${DEFAULT-VALUE}).")
  Path kustomize = Path.of("kustomize");

  @Option(
      names = "--helm",
      defaultValue = "${env:HEADGATE_HELM:-}",
      description =
          "The helm binary, for charts that lie in the tree (default: none; what they make is"
              + " then not known).")
  String helm = "";

  @Option(
      names = "--work-dir",
      defaultValue = "${env:HEADGATE_WORK_DIR:-${sys:java.io.tmpdir}}",
      description = "Where trees are laid out for kustomize (default: ${DEFAULT-VALUE}).")
  Path workDir = Path.of(".");

  @Option(
      names = "--dry-run-service-account",
      defaultValue = "${env:HEADGATE_DRY_RUN_SERVICE_ACCOUNT:-headgate-dry-run}",
      description =
          "The account, in the operator's namespace, that may do nothing but dry runs"
              + " (default: ${DEFAULT-VALUE}).")
  String dryRunServiceAccount = "";

  @Option(
      names = "--probe-service-account",
      defaultValue = "${env:HEADGATE_PROBE_SERVICE_ACCOUNT:-headgate-probe}",
      description =
          "The account, in the operator's namespace, that probes of gates look at this cluster as"
              + " (default: ${DEFAULT-VALUE}).")
  String probeServiceAccount = "";

  @Option(
      names = "--prometheus",
      defaultValue = "${env:HEADGATE_PROMETHEUS:-}",
      description =
          "The only address that promQL probes are asked at, such as http://prometheus.monitoring:9090"
              + " (default: none).")
  String prometheus = "";

  @Option(
      names = "--artifact-host",
      defaultValue = "${env:POD_IP:-127.0.0.1}",
      description =
          "How Flux in sandboxes reaches this instance for the trees that it is to run"
              + " (default: ${DEFAULT-VALUE}).")
  String artifactHost = "127.0.0.1";

  @Option(
      names = "--artifact-port",
      defaultValue = "${env:HEADGATE_ARTIFACT_PORT:-9790}",
      description =
          "Where those trees are served, from the first one on (default: ${DEFAULT-VALUE}; 0: any).")
  int artifactPort;

  @Option(
      names = "--leader-election",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether instances agree on one leader (default: ${DEFAULT-VALUE}).")
  boolean leaderElection;

  @Option(
      names = "--server",
      defaultValue = "${env:HEADGATE_SERVER:-}",
      description = "The API server's URL, outside of a cluster (default: the pod's own).")
  String server = "";

  @Option(
      names = "--ca-file",
      description = "The API server's CA, outside of a cluster (default: the pod's own).")
  @Nullable Path caFile;

  @Option(
      names = "--token-file",
      description = "A service account's token, outside of a cluster (default: the pod's own).")
  @Nullable Path tokenFile;

  public String namespace() {
    return namespace;
  }

  /** Which instance this is, in events and in the lease. */
  public String instance() {
    return instance;
  }

  public String clusterName() {
    return clusterName;
  }

  public int healthPort() {
    return healthPort;
  }

  public Path kustomize() {
    return kustomize;
  }

  /** Empty: none. */
  public Optional<Path> helm() {
    return helm.isEmpty() ? Optional.empty() : Optional.of(Path.of(helm));
  }

  public Path workDir() {
    return workDir;
  }

  public String dryRunServiceAccount() {
    return dryRunServiceAccount;
  }

  public String probeServiceAccount() {
    return probeServiceAccount;
  }

  /** Where promQL probes are asked; empty: nowhere. Only after {@link #faults} found none. */
  public Optional<URI> prometheus() {
    return prometheus.isEmpty() ? Optional.empty() : Optional.of(URI.create(prometheus));
  }

  public String artifactHost() {
    return artifactHost;
  }

  public int artifactPort() {
    return artifactPort;
  }

  public boolean leaderElection() {
    return leaderElection;
  }

  /** What is wrong, a sentence each that names the setting, what was found and what is allowed. */
  List<String> faults(Map<String, String> environment) {
    var faults = new ArrayList<String>();
    label(faults, "--namespace", namespace);
    label(faults, "--dry-run-service-account", dryRunServiceAccount);
    label(faults, "--probe-service-account", probeServiceAccount);
    if (healthPort < 0 || healthPort > 65_535) {
      faults.add("--health-port is " + healthPort + "; allowed: 0 to 65535");
    }
    if (artifactPort < 0 || artifactPort > 65_535) {
      faults.add("--artifact-port is " + artifactPort + "; allowed: 0 to 65535");
    }
    if (!ADDRESS.matcher(artifactHost).matches()) {
      faults.add("--artifact-host is " + artifactHost + "; allowed: a host name or an IP address");
    }
    if (!isExecutable(kustomize, environment)) {
      faults.add("--kustomize is " + kustomize + ", which is no executable file");
    }
    helm()
        .filter(binary -> !Files.isExecutable(binary))
        .ifPresent(binary -> faults.add("--helm is " + binary + ", which is no executable file"));
    if (!Files.isDirectory(workDir) || !Files.isWritable(workDir)) {
      faults.add("--work-dir is " + workDir + ", which is no folder that can be written");
    }
    if (!prometheus.isEmpty() && !HTTP_URL.matcher(prometheus).matches()) {
      faults.add(
          "--prometheus is "
              + prometheus
              + "; allowed: an http:// or https:// URL of host, port and path");
    }
    if (server.isEmpty()) {
      if (!environment.containsKey("KUBERNETES_SERVICE_HOST")) {
        faults.add(
            "--server is not given and KUBERNETES_SERVICE_HOST is not set: run in a pod, or give"
                + " --server, --ca-file and --token-file");
      }
    } else {
      if (!server.startsWith("https://")) {
        faults.add("--server is " + server + "; allowed: an https:// URL");
      }
      readable(faults, "--ca-file", caFile);
      readable(faults, "--token-file", tokenFile);
    }
    return faults;
  }

  /** Where the host is; only after {@link #faults} found none. */
  Connection connection(Map<String, String> environment) {
    if (server.isEmpty() || caFile == null || tokenFile == null) {
      return Connection.inCluster(
          environment.getOrDefault("KUBERNETES_SERVICE_HOST", ""),
          environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443"));
    }
    return new Connection(server, caFile, tokenFile);
  }

  private static void label(List<String> faults, String option, String value) {
    if (!DNS_LABEL.matcher(value).matches()) {
      faults.add(option + " is '" + value + "'; allowed: a DNS label such as headgate-system");
    }
  }

  private static void readable(List<String> faults, String option, @Nullable Path file) {
    if (file == null || !Files.isReadable(file)) {
      faults.add(option + " is " + file + "; with --server it must be a file that can be read");
    }
  }

  private static boolean isExecutable(Path program, Map<String, String> environment) {
    if (program.getNameCount() > 1 || program.isAbsolute()) {
      return Files.isExecutable(program);
    }
    for (var folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder).resolve(program))) {
        return true;
      }
    }
    return false;
  }
}
