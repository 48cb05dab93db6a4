package dev.headgate.runtime.rest;

import dev.headgate.runtime.rest.Answer.Ok;
import dev.headgate.runtime.rest.Answer.Rejected;
import dev.headgate.runtime.rest.Answer.Unreachable;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One API server, as one account. Requests block and may be interrupted; as many are under way at a
 * time as the server bears. Each is tried a bounded number of times when the server is in trouble,
 * which is safe because {@link ApiRequest} knows only repeatable ones. Whoever opened the client
 * closes it.
 */
public final class ApiServer {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final String base;
  private final Retry retry;
  private final Pace pace = new Pace();
  private final Config config;

  private ApiServer(HttpClient http, String base, Retry retry, Config config) {
    this.http = http;
    this.base = base;
    this.retry = retry;
    this.config = config;
  }

  /** Speaks as the client does, but without its silent retries of up to 19 seconds. */
  public static ApiServer of(KubernetesClient client) {
    var config = client.getConfiguration();
    var once =
        new RequestConfigBuilder(config.getRequestConfig()).withRequestRetryBackoffLimit(0).build();
    return new ApiServer(
        client.getHttpClient().newBuilder().tag(once).build(),
        config.getMasterUrl().replaceAll("/+$", ""),
        Retry.STANDARD,
        config);
  }

  /**
   * Another way to the same server, as the same account, for answers that may be anything: see
   * {@link Glance}. Whoever opened it closes it.
   */
  public Glance glance() {
    return Glance.at(base, config);
  }

  /** Asks once and waits for a short time only; for whoever asks again later anyway. */
  public Answer ask(ApiRequest request) throws InterruptedException {
    return sendOnce(request, SHORT_TIMEOUT).answer();
  }

  public Answer send(ApiRequest request) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      var once = sendPaced(request);
      var pause = retry.pauseAfter(attempt, once.answer(), once.retryAfter());
      if (pause.isEmpty()) {
        return once.answer();
      }
      Thread.sleep(pause.get());
    }
  }

  /**
   * Reads a watch until it ends or is closed. Each line goes to {@code events} as an object with
   * {@code type} and {@code object}; {@code ended} is called once, with the reason.
   */
  public Watch watch(ApiRequest request, Watch.Events events, Consumer<String> ended) {
    var lines = new Watch(events, ended);
    lines.follow(http.consumeBytes(built(request).forStreaming().build(), lines));
    return lines;
  }

  /** How many requests it is sent at a time just now; never over 64. */
  public int requestsAtATime() {
    return pace.limit();
  }

  private record Once(Answer answer, String retryAfter) {

    boolean isTrouble() {
      return switch (answer) {
        case Ok(var body) -> false;
        case Rejected(var code, var status) -> code == 429 || code == 503;
        case Unreachable(var reason) -> true;
      };
    }
  }

  private Once sendPaced(ApiRequest request) throws InterruptedException {
    pace.acquire(System.nanoTime());
    var trouble = false;
    try {
      var once = sendOnce(request, TIMEOUT);
      trouble = once.isTrouble();
      return once;
    } finally {
      pace.release(trouble, System.nanoTime());
    }
  }

  private Once sendOnce(ApiRequest request, Duration timeout) throws InterruptedException {
    if (http.isClosed()) {
      return new Once(new Unreachable("the client is closed"), "");
    }
    // The client's own timeout is only a net below ours, whose message is for people.
    var net = timeout.plusSeconds(1).toMillis();
    var httpRequest = built(request).timeout(net, TimeUnit.MILLISECONDS).build();
    var sent = http.sendAsync(httpRequest, byte[].class);
    try {
      var response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Once(answer(response), header(response, "Retry-After"));
    } catch (ExecutionException e) {
      return new Once(new Unreachable(said(e.getCause() == null ? e : e.getCause())), "");
    } catch (TimeoutException e) {
      sent.cancel(true);
      return new Once(new Unreachable("no answer within " + timeout.toSeconds() + " s"), "");
    } catch (InterruptedException e) {
      sent.cancel(true);
      throw e;
    }
  }

  private HttpRequest.Builder built(ApiRequest request) {
    var builder =
        http.newHttpRequestBuilder().uri(base + request.path()).header("Accept", request.accept());
    return request.body().isEmpty()
        ? builder.method(request.method(), null, (String) null)
        : builder.method(request.method(), request.contentType(), request.body());
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    var bytes = response.body();
    var body = Json.lenient(bytes == null ? new byte[0] : bytes);
    if (response.code() >= 400) {
      return new Rejected(response.code(), body);
    }
    return body.isObject()
        ? new Ok(body)
        : new Unreachable("HTTP " + response.code() + " without a Kubernetes object");
  }

  private static String header(HttpResponse<?> response, String name) {
    var value = response.header(name);
    return value == null ? "" : value;
  }

  /** The outermost words that say something; TLS and socket errors hide theirs below. */
  static String said(Throwable failure) {
    var message = failure.getMessage();
    var cause = failure.getCause();
    if ((message == null || message.isBlank()) && cause != null) {
      return said(cause);
    }
    if (failure instanceof ClosedChannelException || failure instanceof EOFException) {
      return "no connection";
    }
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
