package dev.headgate.faults.proxy;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real API server, reached over TLS and asked exactly as one was asked. */
public final class Upstream implements AutoCloseable {

  /** They belong to a connection, or are counted anew. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "accept-encoding",
          "expect");

  private final String server;
  private final HttpClient http;

  /** Whose certificate is signed by that authority, in PEM. */
  public Upstream(String server, String caPem) {
    this.server = server;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // a stream each: watches are not counted
            .sslContext(trusting(caPem))
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** As somebody asked; the body is read by whoever gets it. */
  HttpResponse<InputStream> pass(String method, String pathAndQuery, Headers headers, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server + pathAndQuery))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(
        (name, values) -> {
          if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  /** Reads something as the holder of a token; for the monitor, which goes through no door. */
  public InputStream read(String pathAndQuery, String token)
      throws IOException, InterruptedException {
    var headers = new Headers();
    headers.add("Authorization", "Bearer " + token);
    headers.add("Accept", "application/json");
    var answer = pass("GET", pathAndQuery, headers, new byte[0]);
    if (answer.statusCode() != 200) {
      try (var body = answer.body()) {
        throw new IOException(
            "%s was answered with %d: %s"
                .formatted(
                    pathAndQuery,
                    answer.statusCode(),
                    new String(body.readAllBytes(), StandardCharsets.UTF_8)));
      }
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static SSLContext trusting(String caPem) {
    try {
      var certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(caPem.getBytes(StandardCharsets.US_ASCII)));
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var number = 0;
      for (var certificate : certificates) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("no certificate authority", e);
    }
  }
}
