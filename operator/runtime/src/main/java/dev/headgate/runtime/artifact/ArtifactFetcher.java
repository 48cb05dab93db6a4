package dev.headgate.runtime.artifact;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.runtime.artifact.FetchResult.Fetched;
import dev.headgate.runtime.artifact.FetchResult.Gone;
import dev.headgate.runtime.artifact.FetchResult.Refused;
import dev.headgate.runtime.artifact.FetchResult.Unavailable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches an artifact over HTTP. Its digest is computed while the bytes stream in and compared
 * before one of them is unpacked. Redirects are followed nowhere: source-controller sends none, and
 * an answer that points elsewhere is not from it.
 */
public final class ArtifactFetcher implements AutoCloseable {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final Limits limits;
  private final HttpClient client;

  public ArtifactFetcher(Limits limits) {
    this.limits = limits;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.fetch().connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
  }

  /** Blocks for at most the total fetch limit. */
  public FetchResult fetch(Artifact artifact) {
    try {
      var digest = ArtifactDigest.parse(artifact.digest());
      var hash = digest.newHash();
      var response = send(uri(artifact.url()), hash);
      return switch (response.statusCode()) {
        case OK -> unpack(response.body(), digest, hash);
        case NOT_FOUND, GONE -> new Gone();
        default -> refusedOrUnavailable(artifact, response.statusCode());
      };
    } catch (RefusedInputException e) {
      return new Refused(e.reason());
    } catch (TimeoutException e) {
      return new Unavailable(
          "%s did not answer within %s".formatted(artifact.url(), limits.fetch().total()));
    } catch (ExecutionException e) {
      return e.getCause() instanceof RefusedInputException refused
          ? new Refused(refused.reason())
          : new Unavailable("%s: %s".formatted(artifact.url(), reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unavailable("interrupted");
    }
  }

  private HttpResponse<byte[]> send(URI url, MessageDigest hash)
      throws ExecutionException, InterruptedException, TimeoutException {
    var request = HttpRequest.newBuilder(url).GET().build();
    long most = limits.archive().compressedBytes();
    var answer =
        client.sendAsync(
            request,
            head ->
                head.statusCode() == OK
                    ? new HashedBody(hash, most)
                    : HttpResponse.BodySubscribers.replacing(new byte[0]));
    try {
      return answer.get(limits.fetch().total().toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      answer.cancel(true);
    }
  }

  private FetchResult unpack(byte[] body, ArtifactDigest digest, MessageDigest hash) {
    if (!digest.isResultOf(hash)) {
      return new Refused(
          "the artifact's bytes do not have the digest %s:%s"
              .formatted(digest.algorithm(), digest.hex()));
    }
    return new Fetched(Archive.unpack(body, limits.archive()));
  }

  private static FetchResult refusedOrUnavailable(Artifact artifact, int status) {
    return status >= 300 && status < 400
        ? new Refused("%s redirects elsewhere (HTTP %d)".formatted(artifact.url(), status))
        : new Unavailable("%s answered HTTP %d".formatted(artifact.url(), status));
  }

  private static URI uri(String url) {
    try {
      var uri = URI.create(url);
      var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new RefusedInputException("artifact url", "no url", "http or https");
    }
    throw new RefusedInputException("artifact url", "another scheme or no host", "http or https");
  }

  private static String reason(ExecutionException e) {
    var cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
