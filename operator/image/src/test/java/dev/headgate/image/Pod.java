package dev.headgate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.local.HelmChart;
import dev.headgate.local.Lab;
import dev.headgate.local.Leash;
import dev.headgate.local.LocalCluster;
import dev.headgate.local.Ports;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The operator, started from the unpacked image as the chart's Deployment says. */
final class Pod implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final int port;

  private Pod(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** The container of the chart's Deployment. */
  static Container container() {
    return new HelmChart(Lab.chart())
        .render("headgate", Lab.FLUX, Map.of()).stream()
            .filter(document -> document.contains("kind: Deployment"))
            .map(document -> Serialization.unmarshal(document, Deployment.class))
            .findFirst()
            .orElseThrow()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst();
  }

  /**
   * Starts it.
   *
   * @param image says how
   * @param root where it was unpacked
   * @param folder for what a kubelet keeps of a pod
   * @param variables more of the environment, as {@code NAME=value}
   */
  static Pod start(
      LocalCluster cluster, PulledImage image, Path root, Path folder, List<String> variables)
      throws IOException {
    var isolation = Isolation.ofThisMachine();
    var port = Ports.free();
    var account = account(cluster, folder);
    var environment = new ArrayList<>(image.texts("/config/Env"));
    var server = URI.create(cluster.server());
    environment.add("KUBERNETES_SERVICE_HOST=" + server.getHost());
    environment.add("KUBERNETES_SERVICE_PORT=" + server.getPort());
    environment.add("POD_NAME=headgate-0");
    environment.addAll(variables);
    var command = command(isolation, image, root, port, account, cluster);
    var log = folder.resolve("log");
    System.err.printf("the operator runs in isolation %s%n", isolation);
    return new Pod(
        Leash.start(isolation.command(root, account, environment, command), Map.of(), folder, log),
        log,
        port);
  }

  /**
   * Starts it from its folder in a JVM that writes down which classes it loads; complete when it
   * has ended.
   */
  static Pod recording(LocalCluster cluster, Path home, Path folder, Path list) throws IOException {
    var port = Ports.free();
    var account = account(cluster, folder);
    var log = folder.resolve("log");
    var command =
        List.of(
            home.resolve("runtime/bin/java").toString(),
            "-Xshare:off",
            "-XX:DumpLoadedClassList=" + list,
            "-jar",
            home.resolve(Distribution.MAIN_JAR).toString(),
            "--namespace=" + Lab.FLUX,
            "--server=" + cluster.server(),
            "--ca-file=" + account.resolve("ca.crt"),
            "--token-file=" + account.resolve("token"),
            "--kustomize=" + home.resolve(Distribution.KUSTOMIZE),
            "--health-port=" + port);
    return new Pod(Leash.start(command, Map.of(), folder, log), log, port);
  }

  /** Starts it by what the folder has for that, as whoever runs this. */
  static Pod starter(LocalCluster cluster, Path home, Path folder) throws IOException {
    var port = Ports.free();
    var account = account(cluster, folder);
    var log = folder.resolve("log");
    var command =
        List.of(
            home.resolve(Distribution.STARTER).toString(),
            "--namespace=" + Lab.FLUX,
            "--server=" + cluster.server(),
            "--ca-file=" + account.resolve("ca.crt"),
            "--token-file=" + account.resolve("token"),
            "--health-port=" + port);
    return new Pod(Leash.start(command, Map.of(), folder, log), log, port);
  }

  private static List<String> command(
      Isolation isolation,
      PulledImage image,
      Path root,
      int port,
      Path account,
      LocalCluster cluster) {
    var command = new ArrayList<>(image.texts("/config/Entrypoint"));
    container().getArgs().stream()
        .map(argument -> argument.startsWith("--health-port=") ? "--health-port=" + port : argument)
        .forEach(command::add);
    if (!isolation.isRootOfItsOwn()) {
      command.replaceAll(word -> word.replaceAll("(^|=)/(opt|usr)/", "$1" + root + "/$2/"));
      command.add("--server=" + cluster.server());
      command.add("--ca-file=" + account.resolve("ca.crt"));
      command.add("--token-file=" + account.resolve("token"));
    }
    return command;
  }

  private static Path account(LocalCluster cluster, Path folder) throws IOException {
    var account = Files.createDirectories(folder.resolve("account"));
    Files.writeString(account.resolve("ca.crt"), cluster.caPem());
    Files.writeString(account.resolve("token"), cluster.serviceAccountToken(Lab.FLUX, "headgate"));
    for (var each : List.of(folder, account)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return account;
  }

  void awaitReady() {
    await("the operator is ready")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .failFast("it ended", () -> assertThat(process.isAlive()).as(() -> log()).isTrue())
        .until(() -> get("/readyz").equals("ok\n"));
  }

  /** The code with which it ends by itself. */
  int awaitExitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end:\n" + log());
    }
    return process.exitValue();
  }

  /** What it answers; empty while it does not. */
  String get(String path) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
              .timeout(Duration.ofSeconds(2))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** A file that the kernel keeps about it, such as {@code status}. */
  String proc(String file) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(java().pid()), file));
  }

  /** Ends it as a kubelet does; returns when it is gone. */
  void terminate() throws InterruptedException {
    java().destroy();
    awaitExitCode();
  }

  private ProcessHandle java() {
    return process
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("runtime/bin/java"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no such process:\n" + log()));
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its log without what the JVM says of classes. */
  String words() {
    return log()
        .lines()
        .filter(line -> !line.contains("[class,load]"))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    Leash.stop(process);
  }
}
