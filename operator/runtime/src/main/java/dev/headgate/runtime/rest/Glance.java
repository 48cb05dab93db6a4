package dev.headgate.runtime.rest;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * GETs of which only the status and the beginning of the answer are wanted, from a server whose
 * answers come from who knows where. It follows no redirect, reads no more than it is told, takes
 * no longer than it is told, and says nothing of what failed that could hold a byte of an answer.
 *
 * <p>Each request has a connection (HTTP/1.1), so that one that hangs holds up nobody else.
 */
public final class Glance implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final String base;
  private final Supplier<String> authorization;

  private Glance(HttpClient http, String base, Supplier<String> authorization) {
    this.http = http;
    this.base = base;
    this.authorization = authorization;
  }

  /** What came. */
  public sealed interface Got {

    /**
     * An answer.
     *
     * @param beginning of the body
     * @param whole whether there is no more of it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] beginning, boolean whole) implements Got {}

    /** Nothing, or not all that was wanted, in time. */
    record Late() implements Got {}

    record Unreachable(String reason) implements Got {}
  }

  /** Speaks to a server without saying who asks. */
  public static Glance at(URI base) {
    return new Glance(builder().build(), base.toString().replaceAll("/+$", ""), () -> "");
  }

  static Glance at(String base, Config config) {
    try {
      return new Glance(
          builder().sslContext(SSLUtils.sslContext(config)).build(), base, () -> bearer(config));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("credentials that a client was opened with", e);
    }
  }

  /** Anew each time, since tokens of accounts are renewed. */
  private static String bearer(Config config) {
    var renewed = config.getOauthTokenProvider();
    var token = renewed == null ? config.getOauthToken() : renewed.getToken();
    return token == null ? "" : "Bearer " + token;
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT)
        .executor(Executors.newVirtualThreadPerTaskExecutor());
  }

  /**
   * Asks once.
   *
   * @param path below the server, with its query
   * @param most bytes of the body
   */
  public Got get(String path, Duration timeout, int most) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout);
    request.header("Accept", "application/json, */*");
    var asks = authorization.get();
    if (!asks.isEmpty()) {
      request.header("Authorization", asks);
    }
    var sent = http.sendAsync(request.build(), answer -> new Beginning(most));
    try {
      return got(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Got.Late();
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } finally {
      sent.cancel(true);
    }
  }

  private static Got got(HttpResponse<Beginning.Read> response) {
    var read = response.body();
    return new Got.Answer(response.statusCode(), read.bytes(), read.whole());
  }

  /** In our own words: a message may quote what the server sent. */
  private static Got failed(Throwable failure) {
    return switch (failure) {
      case HttpConnectTimeoutException late -> new Got.Unreachable("no connection in time");
      case HttpTimeoutException late -> new Got.Late();
      case ConnectException refused -> new Got.Unreachable("no connection");
      case SSLException tls -> new Got.Unreachable("no TLS connection");
      default -> new Got.Unreachable("no answer in HTTP");
    };
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
