package dev.headgate.runtime.pool.vcluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headgate.core.probe.Run;
import dev.headgate.core.sandbox.Contact;
import dev.headgate.core.sandbox.Installation;
import dev.headgate.core.sandbox.Leftovers;
import dev.headgate.core.sandbox.Site;
import dev.headgate.core.sandbox.Terminating;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.pool.Plot;
import dev.headgate.runtime.pool.Provider;
import dev.headgate.runtime.pool.SandboxConnections;
import dev.headgate.runtime.pool.SandboxLeases.SandboxRef;
import dev.headgate.runtime.pool.vcluster.HostSite.Looked;
import dev.headgate.runtime.rest.ApiServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A vCluster for each change, in a namespace of its own: the fence first, then a HelmRelease that
 * Flux installs as an account that may do only that. Taken down in the other order: Flux uninstalls
 * while it still has its rights, then the namespace goes and all that is in it.
 */
public final class VclusterProvider implements Provider {

  /** After this the namespace goes though Flux has not uninstalled: it leaves nothing behind. */
  private static final Duration UNINSTALL = Duration.ofMinutes(10);

  private final ApiServer host;
  private final Blueprint blueprint;
  private final String operatorNamespace;
  private final SandboxConnections connections;
  private final Clock clock;
  private final Map<String, String> obstacles = new ConcurrentHashMap<>();

  public VclusterProvider(
      ApiServer host, String operatorNamespace, SandboxConnections connections, Clock clock) {
    this.host = host;
    this.blueprint = new Blueprint(operatorNamespace);
    this.operatorNamespace = operatorNamespace;
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public Site look(Plot plot) throws InterruptedException {
    var site = site(plot);
    var namespace = site.namespace();
    if (namespace instanceof Looked.Unknown(var reason)) {
      return new Site.InMaking("its namespace cannot be read: " + reason);
    }
    var foreign = foreign(plot, HostSite.orMissing(namespace));
    return foreign.isPresent() ? new Site.Failed(foreign.get()) : installed(site, plot);
  }

  /** A namespace of that name that is not this sandbox's, or not any more. */
  private static Optional<String> foreign(Plot plot, JsonNode namespace) {
    if (namespace.isMissingNode()) {
      return Optional.empty();
    }
    var name = namespace.at("/metadata/name").asText();
    if (!isOf(namespace, plot)) {
      return Optional.of("namespace %s is there already and is somebody else's".formatted(name));
    }
    return HostSite.isGoing(namespace)
        ? Optional.of("somebody deletes its namespace " + name)
        : Optional.empty();
  }

  private Site installed(HostSite site, Plot plot) throws InterruptedException {
    if (site.release() instanceof Looked.Unknown(var reason)) {
      return new Site.InMaking("its HelmRelease cannot be read: " + reason);
    }
    var release = HostSite.orMissing(site.release());
    if (release.isMissingNode()) {
      return new Site.InMaking(
          obstacles.getOrDefault(plot.site(), "its fence and HelmRelease are being made"));
    }
    return site.installation(release, HostSite.orMissing(site.secret())).site();
  }

  /** A release that is there stays as it is: a change of the pool is for those that come later. */
  @Override
  public void make(Plot plot) throws InterruptedException {
    var site = site(plot);
    if (!(site.release() instanceof Looked.NotThere)) {
      return;
    }
    var obstacle = make(site, plot);
    if (obstacle.isPresent()) {
      obstacles.put(plot.site(), "it cannot be made: " + obstacle.get());
    } else {
      obstacles.remove(plot.site());
    }
  }

  /** Returns what keeps it from being made. */
  private Optional<String> make(HostSite site, Plot plot) throws InterruptedException {
    return switch (HostApi.find(host)) {
      case HostApi.Found.Unknown(var reason) -> Optional.of(reason);
      case HostApi.Found.At(var addresses) -> apply(site, plot, addresses);
    };
  }

  private Optional<String> apply(HostSite site, Plot plot, List<HostApi.Address> addresses)
      throws InterruptedException {
    for (var object : blueprint.fence(plot, addresses)) {
      var failure = site.apply(object);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return site.apply(blueprint.release(plot));
  }

  @Override
  public SandboxRef access(Plot plot) {
    return new SandboxRef(Blueprint.namespace(plot), HostSite.SECRET, Installation.KEY);
  }

  @Override
  public Contact reach(Plot plot) throws InterruptedException {
    return switch (connections.connect(access(plot))) {
      case SandboxClient.Connection.Refused(var reason) -> new Contact.Refused(reason);
      case SandboxClient.Connection.Unreachable(var reason) ->
          new Contact.Pending("its API server does not answer yet: " + reason);
      case SandboxClient.Connection.Connected(var client) ->
          Inside.missing(client)
              .<Contact>map(Contact.Pending::new)
              .orElseGet(() -> new Contact.Reached(client.kubeSystemUid()));
    };
  }

  @Override
  public Run inLightOfTheHost(Run run, SandboxClient client) throws InterruptedException {
    return Inside.inLightOfTheHost(run, client);
  }

  @Override
  public Leftovers leftovers(Plot plot) throws InterruptedException {
    obstacles.remove(plot.site());
    var site = site(plot);
    return switch (site.release()) {
      case Looked.Unknown(var reason) ->
          new Leftovers.Some("its HelmRelease cannot be read: " + reason);
      case Looked.There(var release) -> new Leftovers.Some(uninstalling(release));
      case Looked.NotThere() ->
          switch (site.namespace()) {
            case Looked.NotThere() -> new Leftovers.None();
            case Looked.Unknown(var reason) ->
                new Leftovers.Some("its namespace cannot be read: " + reason);
            case Looked.There(var namespace) when isOf(namespace, plot) ->
                new Leftovers.Some(Terminating.why(namespace));
            case Looked.There(var foreign) -> new Leftovers.None();
          };
    };
  }

  private static String uninstalling(JsonNode release) {
    for (JsonNode condition : release.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")
          && condition.path("reason").asText().equals("UninstallFailed")) {
        return "helm-controller could not uninstall it: " + condition.path("message").asText();
      }
    }
    return "helm-controller is uninstalling HelmRelease " + release.at("/metadata/name").asText();
  }

  @Override
  public void remove(Plot plot) throws InterruptedException {
    var site = site(plot);
    switch (site.release()) {
      case Looked.Unknown(var reason) -> {
        // looked at again soon
      }
      case Looked.There(var release) -> {
        site.deleteRelease(release);
        if (isOverdue(release)) {
          removeNamespace(site, plot);
        }
      }
      case Looked.NotThere() -> removeNamespace(site, plot);
    }
  }

  private static void removeNamespace(HostSite site, Plot plot) throws InterruptedException {
    if (site.namespace() instanceof Looked.There(var namespace) && isOf(namespace, plot)) {
      site.deleteNamespace(namespace);
    }
  }

  private static boolean isOf(JsonNode object, Plot plot) {
    return object.path("metadata").path("labels").path(Blueprint.OF).asText("").equals(plot.site());
  }

  private boolean isOverdue(JsonNode release) {
    var since = release.at("/metadata/deletionTimestamp").asText("");
    return !since.isEmpty() && Instant.parse(since).plus(UNINSTALL).isBefore(clock.instant());
  }

  private HostSite site(Plot plot) {
    return new HostSite(host, Blueprint.namespace(plot), operatorNamespace);
  }
}
