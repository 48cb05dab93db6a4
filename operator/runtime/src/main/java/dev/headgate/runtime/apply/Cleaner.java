package dev.headgate.runtime.apply;

import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.sandbox.Resident;
import dev.headgate.runtime.apply.Leftovers.Found;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.Parallel;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Takes a change out of a sandbox: every object that carries its label or that its inventory names
 * and we applied, whatever its kind, and the inventory last. It may be repeated, and be begun after
 * any crash; what was there before us is never touched.
 */
public final class Cleaner {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ApiServer server;
  private final Inventory inventory;
  private final Clock clock;

  public Cleaner(SandboxClient sandbox, Clock clock) {
    this.server = sandbox.server();
    this.inventory = new Inventory(sandbox);
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

  /** Other changes that left, or still have, something in the sandbox, each once a host. */
  public sealed interface Foreign {
    record Found(List<Resident> residents) implements Foreign {}

    record Lost(String reason) implements Foreign {}
  }

  public Foreign foreign(String ownChangeUid) throws InterruptedException {
    return switch (inventory.residents()) {
      case Listed.All(var residents, var version) ->
          new Foreign.Found(
              residents.stream()
                  .filter(resident -> !resident.changeUid().equals(ownChangeUid))
                  .distinct()
                  .toList());
      case Listed.NoSuchKind() -> new Foreign.Found(List.of());
      case Listed.Failed(var reason) -> new Foreign.Lost(reason);
    };
  }

  /**
   * Deletes and waits until all is gone, in {@link Wave}s. After a quarter of the time no wave
   * waits for another; after half of it objects that hang on a finalizer lose it: whoever should
   * have removed it may be part of what was deleted.
   */
  public Result clean(String changeUid, Duration atMost) throws InterruptedException {
    var start = clock.instant();
    var leftovers = new Leftovers(server, inventory, changeUid);
    var found = leftovers.everywhere();
    while (true) {
      switch (found) {
        case Found.Lost(var reason) -> {
          return new Result.Lost(reason);
        }
        case Found.Objects(var objects) when objects.isEmpty() -> {
          return removeInventory(changeUid);
        }
        case Found.Objects(var objects) -> {
          var spent = Duration.between(start, clock.instant());
          if (spent.compareTo(atMost) > 0) {
            return new Result.StillThere(objects.stream().map(Marked::describe).toList());
          }
          var hurry = spent.multipliedBy(4).compareTo(atMost) > 0;
          var force = spent.multipliedBy(2).compareTo(atMost) > 0;
          var failure = delete(hurry ? objects : Wave.next(objects), force);
          if (failure.isPresent()) {
            return new Result.Lost(failure.get());
          }
          Thread.sleep(PAUSE);
          found = leftovers.among(objects);
        }
      }
    }
  }

  private Optional<String> delete(Collection<Marked> objects, boolean force)
      throws InterruptedException {
    return Parallel.map(objects, object -> object.delete(server, force)).stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Result removeInventory(String changeUid) throws InterruptedException {
    return switch (inventory.of(changeUid)) {
      case Listed.All(var maps, var version) ->
          delete(maps, false).<Result>map(Result.Lost::new).orElseGet(Result.Clean::new);
      case Listed.NoSuchKind() -> new Result.Clean();
      case Listed.Failed(var reason) -> new Result.Lost(reason);
    };
  }

  /** What is deleted together. A wave begins when the one before it is gone. */
  private enum Wave {
    /** They could refuse the rest, once their backends are gone. */
    WEBHOOKS,
    /** Their controllers may have to finish something. */
    CUSTOM_RESOURCES,
    /** With the pods that they made: a namespace is deleted sooner when it holds none. */
    OBJECTS,
    /** What the others lie in, and what they are made of. */
    DEFINITIONS;

    static List<Marked> next(List<Marked> objects) {
      var first = objects.stream().map(Marked::key).map(Wave::of).min(Wave::compareTo);
      return objects.stream()
          .filter(object -> first.equals(Optional.of(of(object.key()))))
          .toList();
    }

    private static Wave of(ObjectKey key) {
      return switch (Stages.of(key)) {
        case DEFINITIONS -> DEFINITIONS;
        case WEBHOOKS -> WEBHOOKS;
        case CLASSES, OBJECTS -> isBuiltIn(key.group()) ? OBJECTS : CUSTOM_RESOURCES;
      };
    }

    private static boolean isBuiltIn(String group) {
      return !group.contains(".") || group.endsWith(".k8s.io");
    }
  }
}
