package dev.headgate.runtime.sandbox;

import dev.headgate.core.change.Digest;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.inside.FluxSide;
import dev.headgate.core.inside.FluxState;
import dev.headgate.core.inside.Hidden;
import dev.headgate.core.probe.Side;
import dev.headgate.runtime.apply.Applied;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.rest.Objects;
import dev.headgate.runtime.rest.Objects.Listed;
import dev.headgate.runtime.rest.Parallel;
import dev.headgate.runtime.rest.ServedKind;
import dev.headgate.runtime.rest.ServedKinds;
import dev.headgate.runtime.rest.ServedKinds.Discovered;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds in the sandbox what Flux made of a revision, and how it does. */
final class FluxFindings {

  static final FluxSide.Seen NOTHING = new FluxSide.Seen(Map.of(), Set.of(), Set.of());

  /** Nobody compares what others sent. */
  private static final Digest UNKNOWN = Digest.of("flux".getBytes(StandardCharsets.UTF_8));

  private final SandboxClient sandbox;
  private final FluxObjects flux;
  private final Patience patience;
  private final Clock clock;
  private final Consumer<String> progress;

  FluxFindings(
      SandboxClient sandbox,
      FluxObjects flux,
      Patience patience,
      Clock clock,
      Consumer<String> progress) {
    this.sandbox = sandbox;
    this.flux = flux;
    this.patience = patience;
    this.clock = clock;
    this.progress = progress;
  }

  /** What came of one revision. */
  record Followed(Side side, FluxSide.Seen seen, ApplyReport report, Readied.Settled settled) {}

  /**
   * Flux would change what was there before, and delete it afterwards, so that the sandbox may have
   * none of it, nor what it is given. A namespace that Flux never prunes is left alone.
   *
   * @param ours what Flux is given
   * @return those namespaces
   */
  Set<ObjectKey> refuseWhatIsThere(Exercise exercise, Collection<Manifest> ours)
      throws LostException, InterruptedException {
    var spared = new TreeSet<ObjectKey>();
    for (var revision : List.of(exercise.live(), exercise.candidate(), of(ours))) {
      for (var there : find(revision, flux.kinds(), key -> true).keySet()) {
        var manifest = revision.get(there).orElseThrow();
        if (!there.isA("", "Namespace") || manifest.prune()) {
          throw new LostException(
              ("the sandbox has %s of its own, which Flux would change and delete; only a namespace"
                      + " that Flux does not prune may be there")
                  .formatted(there));
        }
        spared.add(there);
      }
    }
    return spared;
  }

  private static Manifests of(Collection<Manifest> manifests) {
    return new Manifests(
        manifests.stream()
            .collect(
                Collectors.toMap(Manifest::key, one -> one, (one, other) -> one, TreeMap::new)));
  }

  Followed of(
      Manifests revision, List<FluxState> states, FluxSide.Seen before, Instant end, Hidden hidden)
      throws LostException, InterruptedException {
    var there = find(revision, served(), key -> !FluxState.isOfFlux(key));
    var settled = settle(there, end);
    var health = new TreeMap<>(settled.health());
    var still = new TreeSet<>(there.keySet());
    states.forEach(state -> still.add(state.key()));
    var seen = new FluxSide.Seen(health, settled.untouched(), gone(before, still, revision));
    var side = FluxSide.of(revision, states, seen, hidden);
    var all = new FluxSide.Seen(side.health(), settled.untouched(), seen.gone());
    var report =
        new ApplyReport(
            there, new TreeMap<>(side.rejected()), side.gaps(), new TreeSet<>(seen.gone()));
    return new Followed(side, all, report, settled);
  }

  /** Only what this revision lacks may be gone. */
  private static Set<ObjectKey> gone(
      FluxSide.Seen before, Set<ObjectKey> still, Manifests revision) {
    var gone = new TreeSet<>(FluxSide.gone(before, still));
    gone.removeAll(revision.byKey().keySet());
    return gone;
  }

  private Readied.Settled settle(Map<ObjectKey, Applied> there, Instant end)
      throws LostException, InterruptedException {
    var watch = ReadyWatch.ofAnybodys(sandbox, patience, clock);
    return switch (watch.await(there.values(), end, progress)) {
      case Readied.Settled settled -> settled;
      case Readied.Lost(var reason) -> throw new LostException(reason);
    };
  }

  private ServedKinds served() throws LostException, InterruptedException {
    return switch (ServedKinds.discover(sandbox.server())) {
      case Discovered.Known(var kinds) -> kinds;
      case Discovered.Failed(var reason) -> throw new LostException(reason);
    };
  }

  /** Objects of the revision that the sandbox has, by their key in the revision. */
  private SortedMap<ObjectKey, Applied> find(
      Manifests revision, ServedKinds served, Predicate<ObjectKey> asked)
      throws LostException, InterruptedException {
    var wanted = new HashMap<ObjectKey, Manifest>();
    var kinds = new LinkedHashSet<ServedKind>();
    for (var manifest : revision.all()) {
      var kind = served.find(manifest.apiVersion(), manifest.key().kind());
      if (kind.isPresent() && asked.test(manifest.key())) {
        kinds.add(kind.get());
        wanted.put(placed(manifest.key(), kind.get()), manifest);
      }
    }
    var found = new TreeMap<ObjectKey, Applied>();
    for (var some : Parallel.map(kinds, kind -> list(kind, wanted))) {
      switch (some) {
        case Listed.All<Map.Entry<ObjectKey, Applied>>(var items, var version) ->
            items.forEach(item -> found.put(item.getKey(), item.getValue()));
        case Listed.NoSuchKind<Map.Entry<ObjectKey, Applied>>() -> {
          // so there is none of it
        }
        case Listed.Failed<Map.Entry<ObjectKey, Applied>>(var reason) ->
            throw new LostException(reason);
      }
    }
    found.remove(NOBODY.key());
    return found;
  }

  private static final Applied NOBODY =
      new Applied(
          new ObjectKey("", "", "", ""),
          new ServedKind("", "", "", "", false, Set.of()),
          "",
          "",
          UNKNOWN,
          false);

  private Listed<Map.Entry<ObjectKey, Applied>> list(
      ServedKind kind, Map<ObjectKey, Manifest> wanted) throws InterruptedException {
    return Objects.metadata(
        sandbox.server(),
        kind,
        "",
        item -> {
          var metadata = item.path("metadata");
          var place =
              new ObjectKey(
                  kind.group(),
                  kind.kind(),
                  metadata.path("namespace").asText(""),
                  metadata.path("name").asText());
          var manifest = wanted.get(place);
          var applied =
              manifest == null
                  ? NOBODY
                  : new Applied(
                      manifest.key(),
                      kind,
                      place.namespace(),
                      metadata.path("uid").asText(),
                      UNKNOWN,
                      manifest.prune());
          return Map.entry(applied.key(), applied);
        });
  }

  private static ObjectKey placed(ObjectKey key, ServedKind kind) {
    return kind.namespaced() && key.namespace().isEmpty()
        ? new ObjectKey(key.group(), key.kind(), "default", key.name())
        : key;
  }
}
