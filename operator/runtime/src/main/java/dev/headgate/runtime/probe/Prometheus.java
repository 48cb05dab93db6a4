package dev.headgate.runtime.probe;

import dev.headgate.core.Limits;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.Glance;
import dev.headgate.runtime.rest.Glance.Got;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The one Prometheus (or what speaks its HTTP API) that the admin named; what is asked may come
 * from a pull request, where it is asked never. A few questions at a time: others live there too.
 */
public final class Prometheus implements AutoCloseable {

  private static final int AT_ONCE = 4;

  private final Optional<Glance> server;
  private final Semaphore permits = new Semaphore(AT_ONCE);

  private Prometheus(Optional<Glance> server) {
    this.server = server;
  }

  public static Prometheus at(URI address) {
    return new Prometheus(Optional.of(Glance.at(address)));
  }

  /** The admin named none. */
  public static Prometheus unknown() {
    return new Prometheus(Optional.empty());
  }

  /** What came of a query. */
  sealed interface Answer {
    record NoAddress() implements Answer {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Body(byte[] bytes) implements Answer {}

    record TooLarge(int most) implements Answer {}

    record Silent(String reason) implements Answer {}
  }

  Answer query(String query, Duration timeout) throws InterruptedException {
    if (server.isEmpty()) {
      return new Answer.NoAddress();
    }
    permits.acquire();
    try {
      var most = Limits.Probes.STANDARD.answerBytes();
      return switch (server.get().get(path(query, timeout), timeout, most)) {
        case Got.Answer(var status, var bytes, var whole) ->
            whole ? new Answer.Body(bytes) : new Answer.TooLarge(most);
        case Got.Late() -> new Answer.Silent("no answer in time");
        case Got.Unreachable(var reason) -> new Answer.Silent(reason);
      };
    } finally {
      permits.release();
    }
  }

  /** It is told to stop when nobody waits any more. */
  private static String path(String query, Duration timeout) {
    return "/api/v1/query?query=%s&timeout=%ds"
        .formatted(ApiRequest.encoded(query), Math.max(1, timeout.toSeconds()));
  }

  @Override
  public void close() {
    server.ifPresent(Glance::close);
  }
}
