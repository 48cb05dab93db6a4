package dev.headgate.runtime.sandbox;

import dev.headgate.core.sandbox.Claims;
import dev.headgate.core.sandbox.Occupancy;
import dev.headgate.core.sandbox.Resident;
import dev.headgate.runtime.apply.Cleaner;
import dev.headgate.runtime.apply.SandboxClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sees to it that a sandbox is the one that was leased, and empty of changes. */
public final class Clearing {

  private final SandboxClient sandbox;
  private final Duration atMost;
  private final HostSide host;
  private final Consumer<String> progress;
  private final Clock clock;

  /**
   * Does nothing yet.
   *
   * @param atMost how long cleaning may take
   */
  public Clearing(
      SandboxClient sandbox,
      Duration atMost,
      HostSide host,
      Consumer<String> progress,
      Clock clock) {
    this.sandbox = sandbox;
    this.atMost = atMost;
    this.host = host;
    this.progress = progress;
    this.clock = clock;
  }

  /** A sandbox that lost its data answers as if nothing had happened, but with another UID. */
  public void checkIdentity() throws LostException, InterruptedException {
    switch (sandbox.identity()) {
      case SandboxClient.Identity.Known(var uid) when uid.equals(sandbox.kubeSystemUid()) -> {
        // still the same
      }
      case SandboxClient.Identity.Known(var uid) ->
          throw new LostException("the sandbox lost its data: it is another cluster than before");
      case SandboxClient.Identity.Unknown(var reason) -> throw new LostException(reason);
    }
  }

  /** Away with what an earlier attempt of this change left, and what nobody speaks for. */
  public void clean(String changeUid) throws LostException, InterruptedException {
    progress.accept("cleaning the sandbox");
    var cleaner = new Cleaner(sandbox, clock);
    switch (cleaner.foreign(changeUid)) {
      case Cleaner.Foreign.Found(var others) -> makeRoom(cleaner, others);
      case Cleaner.Foreign.Lost(var reason) -> throw new LostException(reason);
    }
    clean(cleaner, changeUid, "an earlier attempt");
  }

  /** The host is asked only when something lies there that it could have made. */
  private void makeRoom(Cleaner cleaner, List<Resident> others)
      throws LostException, InterruptedException {
    var ours = others.stream().anyMatch(other -> other.hostUid().equals(sandbox.hostUid()));
    var claims = ours ? host.claims() : new Claims.Known(Map.of());
    switch (Occupancy.of(others, sandbox.hostUid(), claims)) {
      case Occupancy.Taken(var reason) -> throw new LostException(reason);
      case Occupancy.Abandoned(var changeUids) -> {
        for (var changeUid : changeUids) {
          host.reclaiming(changeUid);
          progress.accept(
              "cleaning away what change %s left and nobody speaks for".formatted(changeUid));
          clean(cleaner, changeUid, "change %s, which is gone,".formatted(changeUid));
        }
      }
    }
  }

  private void clean(Cleaner cleaner, String changeUid, String who)
      throws LostException, InterruptedException {
    switch (cleaner.clean(changeUid, atMost)) {
      case Cleaner.Result.Clean() -> {
        // empty of it
      }
      case Cleaner.Result.StillThere(var objects) ->
          throw new LostException(who + " left objects that do not go: " + objects);
      case Cleaner.Result.Lost(var reason) -> throw new LostException(reason);
    }
  }
}
