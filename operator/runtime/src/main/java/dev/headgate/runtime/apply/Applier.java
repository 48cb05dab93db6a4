package dev.headgate.runtime.apply;

import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.flux.Recreation;
import dev.headgate.runtime.apply.ApplyReport.Outcome;
import dev.headgate.runtime.rest.ApiServer;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Applies sets of objects to one sandbox for one change: staged as Flux does, one forced
 * server-side apply for each object that is not there yet in that form, then prunes what an earlier
 * set had. Errors belong to their object and stop nobody else.
 */
public final class Applier {

  private final ApiServer server;
  private final Inventory.Recorded recorded;
  private final Neighbours neighbours;

  private Applier(ApiServer server, Inventory.Recorded recorded) {
    this.server = server;
    this.recorded = recorded;
    this.neighbours = new Neighbours(server, recorded);
  }

  /** An applier, or why the sandbox could not be told what will be put into it. */
  public sealed interface Opened {
    record Ready(Applier applier) implements Opened {}

    record Failed(String reason) implements Opened {}
  }

  /** Writes the keys of all that will be applied into the sandbox, so that it can be cleaned. */
  public static Opened open(SandboxClient sandbox, String changeUid, Collection<ObjectKey> keys)
      throws InterruptedException {
    return open(sandbox, changeUid, keys, List.of());
  }

  /**
   * The same where Flux makes more of what is applied.
   *
   * @param byFlux the keys of that; none of it may be in the sandbox now
   */
  public static Opened open(
      SandboxClient sandbox,
      String changeUid,
      Collection<ObjectKey> keys,
      Collection<ObjectKey> byFlux)
      throws InterruptedException {
    return switch (new Inventory(sandbox).record(changeUid, keys, byFlux)) {
      case Inventory.Recording.Done(var recorded) ->
          new Opened.Ready(new Applier(sandbox.server(), recorded));
      case Inventory.Recording.Failed(var reason) -> new Opened.Failed(reason);
    };
  }

  /**
   * Makes the sandbox hold {@code wanted}: what {@code before} applied in the same form is left
   * alone, and what it applied and {@code wanted} lacks is pruned.
   */
  public Outcome apply(Manifests wanted, ApplyReport before) throws InterruptedException {
    return apply(wanted, before, manifest -> Recreation.isAllowed(manifest, wanted));
  }

  /**
   * The same for a part of a revision.
   *
   * @param recreates whether an object of {@code before} may be deleted and made anew, when the
   *     wanted one changes what cannot be changed
   */
  public Outcome apply(Manifests wanted, ApplyReport before, Predicate<Manifest> recreates)
      throws InterruptedException {
    for (Manifest manifest : wanted.all()) {
      if (!recorded.contains(manifest.key())) {
        throw new IllegalArgumentException(manifest.key() + " is not in the inventory");
      }
    }
    return new Round(server, recorded.changeUid(), neighbours, before, recreates).run(wanted);
  }
}
