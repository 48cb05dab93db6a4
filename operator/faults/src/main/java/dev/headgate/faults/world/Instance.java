package dev.headgate.faults.world;

import static java.net.HttpURLConnection.HTTP_OK;

import dev.headgate.faults.proxy.Door;
import dev.headgate.local.Lab;
import dev.headgate.runtime.HeadgateOperator;
import dev.headgate.runtime.Settings;
import dev.headgate.runtime.kube.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * One operator of this JVM, which knows no way to its API servers but its own doors. Dead is one
 * whose doors are shut: what it still thinks nobody hears.
 */
final class Instance {

  private static final Duration START = Duration.ofSeconds(30);

  private final String name;
  private final Door host;
  private final Door sandbox;
  private final Duration ahead;
  private final CompletableFuture<HeadgateOperator> operator;

  private Instance(String name, Door host, Door sandbox, Stage stage, Duration ahead) {
    this.name = name;
    this.host = host;
    this.sandbox = sandbox;
    this.ahead = ahead;
    this.operator =
        CompletableFuture.supplyAsync(
            () -> start(stage), Executors.newVirtualThreadPerTaskExecutor());
  }

  /**
   * Begins to start it, and does not wait: it may die on the way.
   *
   * @param ahead by how much its clock is wrong
   */
  static Instance begin(String name, Stage stage, Duration ahead, Door.Surroundings around) {
    return new Instance(
        name,
        Door.open(name, "host", stage.host(), around),
        Door.open(name, "sandbox", stage.sandbox(), around),
        stage,
        ahead);
  }

  String name() {
    return name;
  }

  Duration ahead() {
    return ahead;
  }

  /** Where the sandbox is for this one. */
  String sandboxUrl() {
    return sandbox.url();
  }

  /** What it measures of itself; nothing when it has not come up. */
  Optional<String> metrics() {
    return ask("/metrics").map(HttpResponse::body);
  }

  /** What a kubelet asks; one that is on its way is alive. */
  boolean isAlive() {
    try {
      return ask("/livez").map(answer -> answer.statusCode() == HTTP_OK).orElse(true);
    } catch (UncheckedIOException e) {
      return false; // who does not answer is not alive either
    }
  }

  private Optional<HttpResponse<String>> ask(String path) {
    if (!operator.isDone() || operator.isCompletedExceptionally()) {
      return Optional.empty();
    }
    var port = operator.join().healthPort();
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
      return Optional.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Nothing that it does from now on is heard; what it holds in this JVM is given back later. */
  void cut() {
    host.close();
    sandbox.close();
    var _ = operator.thenAcceptAsync(HeadgateOperator::close, Thread::startVirtualThread);
  }

  /** Stops it as a pod is stopped. */
  void stop() {
    if (operator.isDone() && !operator.isCompletedExceptionally()) {
      operator.join().close();
    }
    cut();
  }

  /** Returns when it works, or could not come up. */
  void awaitStarted() {
    try {
      operator.orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("operator %s did not come up".formatted(name), e.getCause());
    }
  }

  private HeadgateOperator start(Stage stage) {
    var settings = new Settings();
    CommandLine.populateCommand(
        settings,
        "--namespace=" + Lab.HEADGATE,
        "--instance=" + name,
        "--cluster-name=lab",
        "--health-port=0",
        "--kustomize=" + stage.kustomize(),
        "--work-dir=" + stage.workDir(),
        "--no-leader-election");
    try {
      return HeadgateOperator.start(
          settings,
          new Connection(host.url(), stage.caFile(), stage.tokenFile()),
          Clock.offset(Clock.systemUTC(), ahead));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
