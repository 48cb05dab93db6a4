package dev.headgate.runtime.rest;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body up to so many bytes, and hangs up at the next. */
final class Beginning implements BodySubscriber<Beginning.Read> {

  /** What was read, and whether that was all. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Read(byte[] bytes, boolean whole) {}

  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Read> read = new CompletableFuture<>();
  private Flow.@Nullable Subscription body;

  Beginning(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<Read> getBody() {
    return read;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    body = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> chunks) {
    for (ByteBuffer chunk : chunks) {
      var taken = new byte[Math.min(chunk.remaining(), most - bytes.size())];
      chunk.get(taken);
      bytes.writeBytes(taken);
      if (chunk.hasRemaining()) {
        hangUp();
        return;
      }
    }
    if (body != null) {
      body.request(1);
    }
  }

  private void hangUp() {
    if (body != null) {
      body.cancel();
    }
    read.complete(new Read(bytes.toByteArray(), false));
  }

  @Override
  public void onError(Throwable failure) {
    read.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    read.complete(new Read(bytes.toByteArray(), true));
  }
}
