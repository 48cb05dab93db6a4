package dev.headgate.faults.proxy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.headgate.faults.plan.Action;
import dev.headgate.faults.plan.Fault;
import dev.headgate.faults.plan.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one way of one operator to one API server: an HTTPS server on 127.0.0.1 that passes every
 * request on, writes it down, and does to it what the script says. Closed, nothing passes any more,
 * not even what is under way: that is how an operator dies here.
 */
public final class Door implements AutoCloseable {

  static {
    // Headers and body are written one after the other; together they would wait for each other.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALL_OF_IT = 0;
  private static final int NOTHING = -1;

  private final String instance;
  private final String cluster;
  private final Upstream upstream;
  private final Surroundings around;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<InputStream> watches = ConcurrentHashMap.newKeySet();

  /**
   * What doors of one run share.
   *
   * @param firstLists what each list over all namespaces was answered first
   * @param crash kills the operator of that name
   */
  public record Surroundings(
      Script script, Trace trace, Map<String, byte[]> firstLists, Deeds deeds, Crash crash) {}

  /** Does a deed, at once. */
  public interface Deeds {
    void perform(Fault fault);
  }

  /** Ends an operator without a warning. */
  public interface Crash {
    void of(String instance);
  }

  private Door(String instance, String cluster, Upstream upstream, Surroundings around)
      throws IOException {
    this.instance = instance;
    this.cluster = cluster;
    this.upstream = upstream;
    this.around = around;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setHttpsConfigurator(new HttpsConfigurator(Certificate.ofThisJvm().context()));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static Door open(String instance, String cluster, Upstream upstream, Surroundings around) {
    try {
      return new Door(instance, cluster, upstream, around);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
    }
  }

  public String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The authority that doors are signed by. */
  public static String caPem() {
    return Certificate.ofThisJvm().pem();
  }

  @Override
  public void close() {
    server.stop(0);
    endWatches();
    threads.shutdownNow();
  }

  /** Ends the watches that are open; whoever watched may begin anew. */
  private void endWatches() {
    watches.forEach(Door::closeQuietly);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestHeaders().containsKey("Sec-WebSocket-Key")) {
        exchange.sendResponseHeaders(200, NOTHING); // watches come as plain HTTP then
        return;
      }
      var body = exchange.getRequestBody().readAllBytes();
      var call = call(exchange, body);
      var fault = around.script().next(call, Instant.now());
      if (fault.filter(happens -> happens.action() == Action.STRIP_UID).isPresent()) {
        body = withoutUid(body);
        call = call(exchange, body); // written down is what the API server gets
      }
      var number = around.trace().begin(call, fault);
      new Passing(exchange, call, number, body).perform(fault);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the door was closed
    }
  }

  /** One request on its way. */
  private final class Passing {

    private final HttpExchange exchange;
    private final Call call;
    private final int number;
    private final byte[] body;

    Passing(HttpExchange exchange, Call call, int number, byte[] body) {
      this.exchange = exchange;
      this.call = call;
      this.number = number;
      this.body = body;
    }

    void perform(Optional<Fault> fault) throws IOException, InterruptedException {
      if (fault.isEmpty()) {
        pass(fault);
        return;
      }
      var happens = fault.get();
      switch (happens.action()) {
        case CRASH_BEFORE -> around.crash().of(instance);
        case CRASH_AFTER -> {
          forget(ask());
          around.crash().of(instance);
        }
        case DROP -> {}
        case LOSE_ANSWER -> forget(ask());
        case ANSWER -> new Refusal(happens.status()).send(exchange);
        case HANG -> Thread.sleep(happens.millis());
        case STORM -> {
          endWatches();
          if (happens.status() > 0) {
            new Refusal(happens.status()).send(exchange);
          }
        }
        case DELAY -> {
          Thread.sleep(happens.millis());
          pass(fault);
        }
        case DEED -> {
          around.deeds().perform(happens);
          pass(fault);
        }
        case STALE, TRUNCATE, EXPIRE, LAG, STRIP_UID -> pass(fault);
      }
    }

    private void pass(Optional<Fault> fault) throws IOException, InterruptedException {
      var answer = ask();
      if (call.watch() && answer.status == 200) {
        relay(answer, fault);
        return;
      }
      var content = answer.read();
      if (call.isList() && call.namespace().isEmpty() && answer.status == 200) {
        var first = around.firstLists().putIfAbsent(exchange.getRequestURI().getPath(), content);
        if (first != null && is(fault, Action.STALE)) {
          content = first;
        }
      }
      exchange.sendResponseHeaders(answer.status, content.length == 0 ? NOTHING : content.length);
      var truncated = is(fault, Action.TRUNCATE);
      if (content.length > 0) {
        exchange
            .getResponseBody()
            .write(content, 0, truncated ? content.length / 2 : content.length);
      }
    }

    private boolean is(Optional<Fault> fault, Action action) {
      return fault.filter(happens -> happens.action() == action).isPresent();
    }

    private void relay(Answered answer, Optional<Fault> fault)
        throws IOException, InterruptedException {
      watches.add(answer.body);
      try {
        exchange.sendResponseHeaders(200, ALL_OF_IT);
        new WatchRelay(answer.body, exchange.getResponseBody(), fault).run();
      } finally {
        watches.remove(answer.body);
        closeQuietly(answer.body);
      }
    }

    private Answered ask() throws IOException, InterruptedException {
      var uri = exchange.getRequestURI();
      var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      var response =
          upstream.pass(
              call.method(), uri.getRawPath() + query, exchange.getRequestHeaders(), body);
      around.trace().answered(number, response.statusCode());
      response
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      response
          .headers()
          .firstValue("Retry-After")
          .ifPresent(after -> exchange.getResponseHeaders().set("Retry-After", after));
      return new Answered(response.statusCode(), response.body());
    }

    /** What the API server did is done; nobody hears of it. */
    private void forget(Answered answer) throws IOException {
      answer.read();
    }
  }

  private Call call(HttpExchange exchange, byte[] body) {
    var uri = exchange.getRequestURI();
    var query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    return Call.of(instance, cluster, exchange.getRequestMethod(), uri.getRawPath(), query, body);
  }

  private static byte[] withoutUid(byte[] body) throws IOException {
    if (JSON.readTree(body) instanceof ObjectNode options) {
      options.remove("preconditions");
      return JSON.writeValueAsBytes(options);
    }
    return body;
  }

  private record Answered(int status, InputStream body) {

    byte[] read() throws IOException {
      try (body) {
        return body.readAllBytes();
      }
    }
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }
}
