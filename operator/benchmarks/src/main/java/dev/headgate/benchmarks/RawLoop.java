package dev.headgate.benchmarks;

import dev.headgate.local.LocalCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The raw limit: requests built beforehand, one for each object, so many at a time. */
final class RawLoop implements Contestant {

  private final LocalCluster cluster;
  private final String token;
  private final int atOnce;

  RawLoop(LocalCluster cluster, String token, int atOnce) {
    this.cluster = cluster;
    this.token = token;
    this.atOnce = atOnce;
  }

  @Override
  public String name() {
    return "raw loop, %d at once".formatted(atOnce);
  }

  @Override
  public Cost apply(Pile objects) throws InterruptedException {
    return send(
        IntStream.range(0, objects.count()).mapToObj(index -> patch(objects, index)).toList(),
        objects);
  }

  /** Deletes those from that one on. */
  Cost delete(Pile objects, int from) throws InterruptedException {
    return send(
        IntStream.range(from, objects.count())
            .mapToObj(index -> to(objects, index).DELETE().build())
            .toList(),
        new Pile(objects.namespace(), 0, 0));
  }

  private Cost send(List<HttpRequest> requests, Pile awaited) throws InterruptedException {
    var permits = new Semaphore(atOnce);
    var failures = new AtomicInteger();
    try (var http = HttpClient.newBuilder().sslContext(trusting(cluster.caPem())).build();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      http.sendAsync(version(), HttpResponse.BodyHandlers.discarding()).join();
      var cpu = Cpu.ofThisProcess();
      var began = System.nanoTime();
      for (var request : requests) {
        permits.acquire();
        threads.execute(
            () -> {
              if (!succeeds(http, request)) {
                failures.incrementAndGet();
              }
              permits.release();
            });
      }
      permits.acquire(atOnce);
      Available.await(cluster.client(), awaited);
      var cost =
          new Cost(Duration.ofNanos(System.nanoTime() - began), Cpu.ofThisProcess().minus(cpu));
      if (failures.get() > 0) {
        throw new IllegalStateException(failures + " of the raw requests failed");
      }
      return cost;
    }
  }

  private static boolean succeeds(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 300;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpRequest patch(Pile objects, int index) {
    return to(objects, index)
        .header("Content-Type", "application/apply-patch+yaml")
        .method("PATCH", HttpRequest.BodyPublishers.ofString(objects.json(index)))
        .build();
  }

  private HttpRequest.Builder to(Pile objects, int index) {
    return to(objects.path(index) + "?fieldManager=raw&force=true")
        .header("Accept", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
  }

  /** Opens the connection and changes nothing. */
  private HttpRequest version() {
    return to("/version").GET().build();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(cluster.server() + path))
        .header("Authorization", "Bearer " + token);
  }

  private static SSLContext trusting(String caPem) {
    try {
      var keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(null, null);
      keys.setCertificateEntry(
          "ca",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(caPem.getBytes(StandardCharsets.US_ASCII))));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(keys);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the cluster's CA cannot be trusted", e);
    }
  }
}
