package dev.headgate.runtime.artifact;

import dev.headgate.core.RefusedInputException;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A response body that is hashed while it arrives and cut off at a limit. What the server says
 * about its length is not believed.
 */
final class HashedBody implements BodySubscriber<byte[]> {

  private final MessageDigest hash;
  private final long most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  HashedBody(MessageDigest hash, long most) {
    this.hash = hash;
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (body.isDone()) {
        return;
      }
      if (bytes.size() + (long) buffer.remaining() > most) {
        cancel();
        body.completeExceptionally(
            new RefusedInputException("artifact", "more bytes", most + " bytes"));
        return;
      }
      var chunk = new byte[buffer.remaining()];
      buffer.get(chunk);
      hash.update(chunk);
      bytes.writeBytes(chunk);
    }
  }

  private void cancel() {
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }
}
