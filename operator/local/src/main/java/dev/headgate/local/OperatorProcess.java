package dev.headgate.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The operator as a process of its own, on the class path of this JVM, as the service account that
 * the chart made for it. It can be killed at any moment and started again.
 */
public final class OperatorProcess implements AutoCloseable {

  /** The system property that names the folder of a packaged operator to start instead. */
  public static final String PACKAGED = "headgate.packaged";

  private static final String MAIN = "dev.headgate.runtime.Main";
  private static final String ACCOUNT = "headgate";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private final RunFolder folder;
  private final List<String> command;
  private final Path log;
  private final int port;
  private Process process;

  private OperatorProcess(
      LocalCluster cluster, String namespace, Progress progress, List<String> arguments) {
    folder = RunFolder.create("operator");
    log = folder.path().resolve("operator.log");
    port = Ports.free();
    var ca = folder.write("ca.crt", cluster.caPem());
    var token = folder.write("token", cluster.serviceAccountToken(namespace, ACCOUNT));
    command =
        Stream.of(
                program(),
                List.of(
                    "--namespace=" + namespace,
                    "--server=" + cluster.server(),
                    "--ca-file=" + ca,
                    "--token-file=" + token,
                    "--kustomize=" + Binaries.standard(Progress.silent()).path(Tool.KUSTOMIZE),
                    "--helm=" + Binaries.standard(progress).path(Tool.HELM),
                    "--work-dir=" + folder.path(),
                    "--health-port=" + port,
                    "--artifact-port=0"),
                arguments)
            .flatMap(List::stream)
            .toList();
    process = launch();
  }

  /** As it was packaged, where the property says in which folder; else from the class path. */
  private static List<String> program() {
    var packaged = System.getProperty(PACKAGED);
    return packaged != null
        ? List.of(Path.of(packaged, "bin", "headgate-operator").toString())
        : List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            MAIN);
  }

  /** Starts it; returns when it is ready, which includes that it leads. */
  public static OperatorProcess start(
      LocalCluster cluster, String namespace, Progress progress, String... arguments) {
    var operator = new OperatorProcess(cluster, namespace, progress, List.of(arguments));
    try {
      return progress.during("starting the operator", operator::awaitReady);
    } catch (RuntimeException e) {
      operator.close();
      throw e;
    }
  }

  /** Kills it without a warning; what it knew is gone. */
  public void kill() {
    Leash.stop(process);
  }

  /** Starts it again after a kill. */
  public void restart() {
    process = launch();
    awaitReady();
  }

  /** Halts it where it is, as a node does that has no time for it. */
  public void pause() {
    signal("STOP");
  }

  /** Lets it go on. */
  public void resume() {
    signal("CONT");
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Starts it again if it has ended by itself, as a kubelet does; else does nothing. */
  public void keepRunning() {
    if (!isRunning()) {
      restart();
    }
  }

  private void signal(String name) {
    try {
      var exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -%s ended with %d".formatted(name, exit));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The operator cannot be signalled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while signalling the operator", e);
    }
  }

  /** Of the JVM itself, which runs under the shell that keeps it on a leash. */
  public long pid() {
    return process
        .children()
        .filter(child -> child.info().command().filter(c -> c.endsWith("/java")).isPresent())
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  /** Where its metrics and health are. */
  public URI http(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public Path log() {
    return log;
  }

  /** All that it logged, over restarts. */
  public List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      return List.of("(%s cannot be read: %s)".formatted(log, e.getMessage()));
    }
  }

  @Override
  public void close() {
    Leash.stop(process);
    folder.close();
  }

  private Process launch() {
    return Leash.start(command, Map.of("TMPDIR", folder.path().toString()), folder.path(), log);
  }

  private OperatorProcess awaitReady() {
    var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      while (!isReady(http)) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new IllegalStateException("The operator did not become ready:\n" + Logs.end(log));
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the operator started", e);
    }
  }

  private boolean isReady(HttpClient http) throws InterruptedException {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(http("/readyz")).timeout(Duration.ofSeconds(2)).build(),
              HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
