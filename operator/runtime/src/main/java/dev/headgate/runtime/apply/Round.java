package dev.headgate.runtime.apply;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.apply.ApplyReport.Outcome;
import dev.headgate.runtime.rest.ApiServer;
import dev.headgate.runtime.rest.Parallel;
import dev.headgate.runtime.rest.ServedKind;
import dev.headgate.runtime.rest.ServedKinds;
import dev.headgate.runtime.rest.ServedKinds.Discovered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One set of objects on its way into the sandbox. */
final class Round {

  private static final Duration LONGEST_WAIT_FOR_KINDS = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Until an API server validates by a definition that was changed; it tells nobody when. */
  private static final Duration UNTIL_A_SCHEMA_COUNTS = Duration.ofMillis(700);

  private final ApiServer server;
  private final Neighbours neighbours;
  private final ApplyReport before;
  private final Patch patch;
  private final List<Manifest> suitable = new ArrayList<>();
  private final TreeMap<ObjectKey, Applied> applied = new TreeMap<>();
  private final TreeMap<ObjectKey, List<Finding>> rejected = new TreeMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final TreeSet<ObjectKey> pruned = new TreeSet<>();
  private String lost = "";

  Round(ApiServer server, String changeUid, Neighbours neighbours, ApplyReport before) {
    this.server = server;
    this.neighbours = neighbours;
    this.before = before;
    this.patch = new Patch(server, changeUid);
  }

  Outcome run(Manifests wanted) throws InterruptedException {
    sort(wanted);
    for (Stages stage : Stages.values()) {
      if (!apply(stage)) {
        return new Outcome.Lost(lost);
      }
    }
    collect(Parallel.map(superfluous(wanted), patch::delete));
    return lost.isEmpty()
        ? new Outcome.Done(new ApplyReport(applied, rejected, gaps, pruned))
        : new Outcome.Lost(lost);
  }

  private void sort(Manifests wanted) {
    for (Manifest manifest : wanted.all()) {
      Unsuitable.why(manifest.key())
          .ifPresentOrElse(why -> gap(manifest, why), () -> suitable.add(manifest));
    }
  }

  /** Returns whether the sandbox still answers. */
  private boolean apply(Stages stage) throws InterruptedException {
    var mine = stage.of(suitable);
    if (mine.isEmpty() && stage != Stages.DEFINITIONS) {
      return true;
    }
    switch (discover(mine)) {
      case Discovered.Failed(var reason) -> lost = reason;
      case Discovered.Known(var kinds) -> {
        var namespaces = kinds.find("v1", "Namespace").orElseThrow();
        var placed = placed(mine, kinds);
        neighbours
            .meet(namespaces, placed.stream().map(Placed::kind).toList())
            .ifPresent(failure -> lost = failure);
        if (lost.isEmpty()) {
          if (stage == Stages.DEFINITIONS) {
            placed.addAll(missingNamespaces(namespaces));
          }
          collect(Parallel.map(placed, this::patchUnlessThere));
        }
      }
    }
    return lost.isEmpty();
  }

  /** Discovery, again and again while a kind is missing whose definition we just applied. */
  private Discovered discover(List<Manifest> mine) throws InterruptedException {
    var ours = DefinedKinds.by(applied.values());
    if (mine.stream().anyMatch(manifest -> DefinedKinds.by(changed()).define(manifest.key()))) {
      Thread.sleep(UNTIL_A_SCHEMA_COUNTS);
    }
    for (var patience = LONGEST_WAIT_FOR_KINDS.dividedBy(PAUSE); ; patience--) {
      var discovered = ServedKinds.discover(server);
      if (patience <= 0
          || !(discovered instanceof Discovered.Known(var kinds))
          || mine.stream()
              .allMatch(
                  manifest -> !ours.define(manifest.key()) || find(kinds, manifest).isPresent())) {
        return discovered;
      }
      Thread.sleep(PAUSE);
    }
  }

  private static Optional<ServedKind> find(ServedKinds kinds, Manifest manifest) {
    return kinds.find(manifest.apiVersion(), manifest.key().kind());
  }

  private List<Placed> placed(List<Manifest> manifests, ServedKinds kinds) {
    var placed = new ArrayList<Placed>();
    for (Manifest manifest : manifests) {
      find(kinds, manifest)
          .ifPresentOrElse(
              kind -> placed.add(Placed.of(manifest, kind)),
              () -> gap(manifest, "the sandbox serves no " + manifest.apiVersion()));
    }
    return placed;
  }

  /** Namespaces that objects need, that no object is, and that the sandbox does not have. */
  private List<Placed> missingNamespaces(ServedKind namespaces) {
    var missing = new TreeSet<String>();
    suitable.forEach(manifest -> missing.add(manifest.key().namespace()));
    suitable.stream()
        .filter(manifest -> manifest.key().isA("", "Namespace"))
        .forEach(manifest -> missing.remove(manifest.key().name()));
    missing.remove("");
    missing.removeIf(neighbours::haveNamespace);
    return missing.stream()
        .map(name -> Placed.of(NeededNamespace.manifest(name), namespaces))
        .toList();
  }

  private Patch.Result patchUnlessThere(Placed placed) throws InterruptedException {
    var manifest = placed.manifest();
    var earlier = before.applied().get(manifest.key());
    if (earlier != null
        && earlier.kind().equals(placed.kind())
        && isUnchanged(manifest)
        && !DefinedKinds.by(changed()).define(manifest.key())) {
      return new Patch.Result.Taken(
          new Applied(manifest, earlier.kind(), earlier.namespace(), earlier.uid()));
    }
    return neighbours.own(placed.key())
        ? Patch.untold(manifest.key(), "the sandbox has one of its own, which is left alone")
        : patch.apply(placed);
  }

  private boolean isUnchanged(Manifest manifest) {
    var earlier = before.applied().get(manifest.key());
    return earlier != null && earlier.manifest().content().equals(manifest.content());
  }

  /**
   * What this round brought in a new form; an unchanged object of a changed kind is tried again.
   */
  private List<Applied> changed() {
    return applied.values().stream().filter(object -> !isUnchanged(object.manifest())).toList();
  }

  /** What an earlier set had and this one has not, in the reverse order of applying. */
  private List<Applied> superfluous(Manifests wanted) {
    return before.applied().values().stream()
        .filter(old -> wanted.get(old.manifest().key()).isEmpty())
        .filter(old -> old.manifest().prune())
        .sorted((a, b) -> Stages.APPLY_ORDER.compare(b.manifest().key(), a.manifest().key()))
        .toList();
  }

  private void collect(List<Patch.Result> results) {
    for (Patch.Result result : results) {
      switch (result) {
        case Patch.Result.Taken(var taken) -> applied.put(taken.manifest().key(), taken);
        case Patch.Result.Gone(var key) -> pruned.add(key);
        case Patch.Result.Refused(var key, var findings) -> rejected.put(key, findings);
        case Patch.Result.Untold(var gap) -> gaps.add(gap);
        case Patch.Result.Lost(var reason) -> lost = reason;
      }
    }
  }

  private void gap(Manifest manifest, String why) {
    gaps.add(new Gap(Gap.Kind.NOT_APPLIED, manifest.key().toString(), why));
  }
}
