package dev.headgate.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A watch that runs: one JSON object a line. Its end, for whatever reason, is told once. */
public final class Watch implements AsyncBody.Consumer<List<ByteBuffer>>, AutoCloseable {

  /** An object can have at most 1.5 MiB in etcd; a server that sends longer lines is none. */
  private static final int LONGEST_LINE = 8 << 20;

  /** Takes an event; called by one thread at a time, which must not be held up. */
  @FunctionalInterface
  public interface Events {
    void event(String type, JsonNode object);
  }

  private final Events events;
  private final Consumer<String> ended;
  private final AtomicBoolean over = new AtomicBoolean();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final AtomicReference<@Nullable AsyncBody> stream = new AtomicReference<>();

  Watch(Events events, Consumer<String> ended) {
    this.events = events;
    this.ended = ended;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // its outcome is what finish() is told
  void follow(CompletableFuture<HttpResponse<AsyncBody>> opened) {
    opened.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            finish(ApiServer.said(failure));
          } else if (response.code() >= 400) {
            response.body().cancel();
            finish("HTTP " + response.code());
          } else {
            read(response.body());
          }
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // its outcome is what finish() is told
  private void read(AsyncBody body) {
    stream.set(body);
    if (over.get()) {
      body.cancel();
      return;
    }
    body.done().whenComplete((done, broken) -> finish(whyOver(broken)));
    body.consume();
  }

  @Override
  public void consume(List<ByteBuffer> chunks, AsyncBody body) {
    for (ByteBuffer chunk : chunks) {
      while (chunk.hasRemaining() && !over.get()) {
        var next = chunk.get();
        if (next == '\n') {
          emit();
        } else {
          line.write(next);
        }
      }
    }
    if (line.size() > LONGEST_LINE) {
      body.cancel();
      finish("an event of more than " + LONGEST_LINE + " bytes");
    } else if (!over.get()) {
      body.consume();
    }
  }

  private void emit() {
    var event = Json.lenient(line.toByteArray());
    line.reset();
    if (event.isObject()) {
      events.event(event.path("type").asText(""), event.path("object"));
    }
  }

  private static String whyOver(@Nullable Throwable broken) {
    return broken == null ? "the server ended it" : ApiServer.said(broken);
  }

  private void finish(String reason) {
    if (!over.getAndSet(true)) {
      ended.accept(reason);
    }
  }

  /** Ends it without a word. */
  @Override
  public void close() {
    over.set(true);
    var body = stream.get();
    if (body != null) {
      body.cancel();
    }
  }
}
