package dev.headgate.runtime.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Json;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.Parallel;
import dev.headgate.runtime.rest.ServedKind;
import dev.headgate.runtime.rest.ServedKinds;
import dev.headgate.runtime.rest.ServedKinds.Discovered;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Takes a change out of a sandbox: every object that carries its label, whatever its kind, and the
 * inventory last. It may be repeated, and be begun after any crash; what does not carry the label
 * is never touched.
 */
public final class Cleaner {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ApiServer server;
  private final Clock clock;

  public Cleaner(SandboxClient sandbox, Clock clock) {
    this.server = sandbox.server();
    this.clock = clock;
  }

  /** How clean it is. */
  public sealed interface Result {
    record Clean() implements Result {}

    /** These were still there when the time was over; the inventory is too. */
    record StillThere(List<String> objects) implements Result {}

    /** The sandbox did not answer. */
    record Lost(String reason) implements Result {}
  }

  /** The UIDs of other changes that left, or still have, something in the sandbox. */
  public sealed interface Foreign {
    record Found(SortedSet<String> changeUids) implements Foreign {}

    record Lost(String reason) implements Foreign {}
  }

  public Foreign foreign(String ownChangeUid) throws InterruptedException {
    return switch (new Inventory(server).all()) {
      case Listed.All(var items, var version) -> {
        var uids = new TreeSet<String>();
        items.forEach(item -> uids.add(Inventory.changeOf(item)));
        uids.remove(ownChangeUid);
        yield new Foreign.Found(uids);
      }
      case Listed.NoSuchKind() -> new Foreign.Found(new TreeSet<>());
      case Listed.Failed(var reason) -> new Foreign.Lost(reason);
    };
  }

  /**
   * Deletes and waits until all is gone. Objects that hang on a finalizer lose it after half of the
   * time: whoever should have removed it may be part of what was deleted.
   */
  public Result clean(String changeUid, Duration atMost) throws InterruptedException {
    var start = clock.instant();
    while (true) {
      switch (marked(changeUid)) {
        case Marked.Lost(var reason) -> {
          return new Result.Lost(reason);
        }
        case Marked.Found(var objects) when objects.isEmpty() -> {
          return removeInventory(changeUid);
        }
        case Marked.Found(var objects) -> {
          var spent = Duration.between(start, clock.instant());
          if (spent.compareTo(atMost) > 0) {
            return new Result.StillThere(objects.stream().map(Marked.One::describe).toList());
          }
          var failure = delete(objects, spent.multipliedBy(2).compareTo(atMost) > 0);
          if (failure.isPresent()) {
            return new Result.Lost(failure.get());
          }
        }
      }
      Thread.sleep(PAUSE);
    }
  }

  /** What carries the label. */
  private sealed interface Marked {
    record Found(List<One> objects) implements Marked {}

    record Lost(String reason) implements Marked {}

    record One(ServedKind kind, JsonNode metadata) {

      ObjectKey key() {
        return new ObjectKey(
            kind.group(),
            kind.kind(),
            metadata.path("namespace").asText(""),
            metadata.path("name").asText(""));
      }

      String describe() {
        return key() + (isGoing() ? " (is being deleted)" : "");
      }

      String path() {
        return kind.path(key());
      }

      String uid() {
        return metadata.path("uid").asText("");
      }

      boolean isGoing() {
        return metadata.has("deletionTimestamp");
      }

      boolean hangs() {
        return isGoing() && !metadata.path("finalizers").isEmpty();
      }
    }
  }

  private Marked marked(String changeUid) throws InterruptedException {
    if (!(ServedKinds.discover(server) instanceof Discovered.Known(var kinds))) {
      return new Marked.Lost("discovery does not answer");
    }
    var listable = kinds.preferred().stream().filter(kind -> kind.can("list", "delete")).toList();
    var found = new ArrayList<Marked.One>();
    for (Marked some : Parallel.map(listable, kind -> markedOf(kind, changeUid))) {
      switch (some) {
        case Marked.Found(var objects) -> found.addAll(objects);
        case Marked.Lost lost -> {
          return lost;
        }
      }
    }
    found.sort(Comparator.comparing(Marked.One::key, Stages.APPLY_ORDER).reversed());
    return new Marked.Found(found);
  }

  private Marked markedOf(ServedKind kind, String changeUid) throws InterruptedException {
    return switch (Objects.metadata(server, kind, Labels.selector(changeUid))) {
      case Listed.All(var items, var version) ->
          new Marked.Found(
              items.stream()
                  .filter(item -> Labels.changeOf(item).equals(changeUid))
                  .map(item -> new Marked.One(kind, item.path("metadata")))
                  .toList());
      case Listed.NoSuchKind() -> new Marked.Found(List.of());
      case Listed.Failed(var reason) -> new Marked.Lost(reason);
    };
  }

  private Optional<String> delete(Collection<Marked.One> objects, boolean force)
      throws InterruptedException {
    return Parallel.map(objects, object -> delete(object, force)).stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> delete(Marked.One object, boolean force) throws InterruptedException {
    if (object.isGoing() && !(force && object.hangs())) {
      return Optional.empty();
    }
    var request =
        object.isGoing()
            ? ApiRequest.merge(object.path(), withoutFinalizers(object))
            : ApiRequest.delete(object.path(), object.uid());
    return server.send(request) instanceof Answer.Unreachable(var reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  /** The UID makes it a conflict when the object is another one by now. */
  private static String withoutFinalizers(Marked.One object) {
    var patch = Json.object();
    patch.putObject("metadata").put("uid", object.uid()).putNull("finalizers");
    return Json.text(patch);
  }

  private Result removeInventory(String changeUid) throws InterruptedException {
    return switch (new Inventory(server).of(changeUid)) {
      case Listed.All(var items, var version) -> {
        var deletes =
            items.stream()
                .map(item -> item.path("metadata"))
                .map(metadata -> new Marked.One(Inventory.CONFIG_MAPS, metadata))
                .toList();
        yield delete(deletes, false).<Result>map(Result.Lost::new).orElseGet(Result.Clean::new);
      }
      case Listed.NoSuchKind() -> new Result.Clean();
      case Listed.Failed(var reason) -> new Result.Lost(reason);
    };
  }
}
