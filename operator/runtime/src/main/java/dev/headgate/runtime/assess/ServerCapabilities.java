package dev.headgate.runtime.assess;

import dev.headgate.runtime.render.Capabilities;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.ServedKinds;
import dev.headgate.runtime.rest.ServedKinds.Discovered;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * What charts are told of the gate's cluster, asked for when the first chart wants to know and
 * again after a while. A change is rendered by one look for both of its sides as a rule; where the
 * cluster changed between them, the difference is shown as one of the change.
 */
public final class ServerCapabilities implements Supplier<Capabilities> {

  private static final Duration GOOD_FOR = Duration.ofMinutes(10);

  private final KubernetesClient client;
  private final Clock clock;
  private Capabilities seen = Capabilities.UNKNOWN;
  private Instant goodUntil = Instant.EPOCH;

  public ServerCapabilities(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Asks the server unless it was asked of late. */
  @Override
  public synchronized Capabilities get() {
    var now = clock.instant();
    if (!now.isBefore(goodUntil)) {
      seen = look();
      goodUntil = now.plus(GOOD_FOR);
    }
    return seen;
  }

  private Capabilities look() {
    try {
      return switch (ServedKinds.discover(ApiServer.of(client))) {
        case Discovered.Known(var kinds) ->
            new Capabilities(
                Optional.ofNullable(client.getKubernetesVersion().getGitVersion()),
                versions(kinds).stream().toList());
        case Discovered.Failed(var reason) ->
            throw new IllegalStateException("what the API server serves is not known: " + reason);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("asking what the API server serves was interrupted");
    }
  }

  private static SortedSet<String> versions(ServedKinds kinds) {
    var versions = new TreeSet<String>();
    for (var kind : kinds.all()) {
      versions.add(kind.apiVersion());
      versions.add(kind.apiVersion() + "/" + kind.kind());
    }
    return versions;
  }
}
