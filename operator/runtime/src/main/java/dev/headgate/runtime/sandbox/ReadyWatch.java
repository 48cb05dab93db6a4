package dev.headgate.runtime.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.runtime.apply.Applied;
import dev.headgate.runtime.apply.Labels;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.ServedKind;
import dev.headgate.runtime.rest.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits until objects are ready, or known to be broken, by one watch for each kind; workloads are
 * read together with their pods. A picture counts only after it has stood still for a while: what
 * is ready may crash, and what crashes may have waited for a neighbour.
 */
public final class ReadyWatch {

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MOST_REOPENINGS = 20;

  private static final ServedKind PODS = watched("", "Pod", "pods");
  private static final ServedKind REPLICA_SETS = watched("apps", "ReplicaSet", "replicasets");

  private final SandboxClient sandbox;
  private final ApiServer server;
  private final String selector;
  private final Patience patience;
  private final Clock clock;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** For what is marked as that change's. */
  public ReadyWatch(SandboxClient sandbox, String changeUid, Patience patience, Clock clock) {
    this(sandbox, patience, clock, Labels.selector(changeUid));
  }

  private ReadyWatch(SandboxClient sandbox, Patience patience, Clock clock, String selector) {
    this.sandbox = sandbox;
    this.server = sandbox.server();
    this.selector = selector;
    this.patience = patience;
    this.clock = clock;
  }

  /** For what others applied, which nothing of ours marks. */
  public static ReadyWatch ofAnybodys(SandboxClient sandbox, Patience patience, Clock clock) {
    return new ReadyWatch(sandbox, patience, clock, "");
  }

  private sealed interface Event {
    record Seen(Feed feed, String type, JsonNode object) implements Event {}

    record Ended(Feed feed, String reason) implements Event {}
  }

  /** What is listed and then watched: a kind, with the selector that narrows it. */
  private record Feed(ServedKind kind, String selector) {

    boolean isComplete() {
      return selector.isEmpty();
    }

    String watchPath(String resourceVersion) {
      return kind.collection()
          + "?watch=true&allowWatchBookmarks=true&resourceVersion="
          + resourceVersion
          + (isComplete() ? "" : "&labelSelector=" + ApiRequest.encoded(selector));
    }
  }

  private static ServedKind watched(String group, String kind, String plural) {
    return new ServedKind(group, "v1", kind, plural, true, Set.of("list", "watch"));
  }

  /**
   * Returns when all objects are ready, failed or cannot be told, and have been so for as long as
   * that needs to count, or at {@code until} with what is known by then. What is at rest by its
   * nature is not waited for.
   */
  public Readied await(Collection<Applied> objects, Instant until, Consumer<String> progress)
      throws InterruptedException {
    var picture = new Picture(objects);
    if (picture.kindsToWatch().isEmpty()) {
      progress.accept(picture.summary());
      return new Readied.Settled(picture.health(), picture.untouched());
    }
    Map<Feed, Watch> watches = new LinkedHashMap<>();
    try {
      for (Feed feed : feeds(picture)) {
        var failure = open(feed, picture, watches);
        if (failure.isPresent()) {
          return new Readied.Lost(failure.get());
        }
      }
      return follow(picture, watches, until, progress);
    } finally {
      watches.values().forEach(Watch::close);
    }
  }

  private List<Feed> feeds(Picture picture) {
    var feeds = new ArrayList<Feed>();
    picture.kindsToWatch().forEach(kind -> feeds.add(new Feed(kind, selector)));
    if (picture.hasWorkloads()) {
      feeds.add(new Feed(REPLICA_SETS, ""));
      feeds.add(new Feed(PODS, ""));
    }
    return feeds;
  }

  /** Lists, then watches from there; returns why that failed, if it did. */
  private Optional<String> open(Feed feed, Picture picture, Map<Feed, Watch> watches)
      throws InterruptedException {
    return switch (list(feed)) {
      case Listed.All(var items, var version) -> {
        picture.replace(feed.kind(), items, feed.isComplete());
        watches.put(
            feed,
            server.watch(
                ApiRequest.get(feed.watchPath(version)),
                (type, object) -> events.add(new Event.Seen(feed, type, object)),
                reason -> events.add(new Event.Ended(feed, reason))));
        yield Optional.empty();
      }
      case Listed.NoSuchKind() -> {
        picture.replace(feed.kind(), List.of(), feed.isComplete());
        yield Optional.empty();
      }
      case Listed.Failed(var reason) -> Optional.of(reason);
    };
  }

  private Listed<JsonNode> list(Feed feed) throws InterruptedException {
    return Objects.whole(
        server, feed.kind(), feed.selector(), item -> Picture.whole(feed.kind(), item));
  }

  private Readied follow(
      Picture picture, Map<Feed, Watch> watches, Instant until, Consumer<String> progress)
      throws InterruptedException {
    var seen = "";
    var stillSince = clock.instant();
    var nextHeartbeat = clock.instant().plus(HEARTBEAT);
    for (var reopenings = 0; reopenings <= MOST_REOPENINGS; ) {
      if (!picture.summary().equals(seen)) {
        seen = picture.summary();
        stillSince = clock.instant();
        progress.accept(seen);
      }
      var settled = picture.standstill(patience).map(stillSince::plus).orElse(until);
      var end = earliest(until, settled);
      if (!clock.instant().isBefore(end)) {
        return confirm(picture, watches);
      }
      var event = next(earliest(end, nextHeartbeat));
      if (event != null) {
        var ended = take(event, picture);
        if (ended.isPresent()) {
          reopenings++;
          close(ended.get(), watches);
          var failure = open(ended.get(), picture, watches);
          if (failure.isPresent()) {
            return new Readied.Lost(failure.get());
          }
        }
      }
      if (!clock.instant().isBefore(nextHeartbeat)) {
        nextHeartbeat = clock.instant().plus(HEARTBEAT);
        var lost = whyLost();
        if (lost.isPresent()) {
          return new Readied.Lost(lost.get());
        }
      }
    }
    return new Readied.Lost("its watches end again and again");
  }

  private @Nullable Event next(Instant until) throws InterruptedException {
    var millis = Math.max(1, Duration.between(clock.instant(), until).toMillis());
    return events.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Takes in what happened; returns the feed that ended, if one did. */
  private static Optional<Feed> take(Event event, Picture picture) {
    return switch (event) {
      case Event.Seen(var feed, var type, var object) when type.equals("ERROR") ->
          Optional.of(feed);
      case Event.Seen(var feed, var type, var object) -> {
        picture.see(feed.kind(), type, object);
        yield Optional.empty();
      }
      case Event.Ended(var feed, var reason) -> Optional.of(feed);
    };
  }

  /** One last list of each kind: a watch that fell silent must not decide. */
  private Readied confirm(Picture picture, Map<Feed, Watch> watches) throws InterruptedException {
    for (Feed feed : List.copyOf(watches.keySet())) {
      close(feed, watches);
      switch (list(feed)) {
        case Listed.All(var items, var version) ->
            picture.replace(feed.kind(), items, feed.isComplete());
        case Listed.NoSuchKind() -> picture.replace(feed.kind(), List.of(), feed.isComplete());
        case Listed.Failed(var reason) -> {
          return new Readied.Lost(reason);
        }
      }
    }
    return new Readied.Settled(picture.health(), picture.untouched());
  }

  private static void close(Feed feed, Map<Feed, Watch> watches) {
    var watch = watches.remove(feed);
    if (watch != null) {
      watch.close();
    }
  }

  /** Why the sandbox is no longer the one that it was, if so. */
  private Optional<String> whyLost() throws InterruptedException {
    return switch (sandbox.identity()) {
      case SandboxClient.Identity.Known(var uid) when uid.equals(sandbox.kubeSystemUid()) ->
          Optional.empty();
      case SandboxClient.Identity.Known(var uid) ->
          Optional.of("the sandbox lost its data: it is another cluster than before");
      case SandboxClient.Identity.Unknown(var reason) -> Optional.of(reason);
    };
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
