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
import java.util.function.Predicate;

/** One set of objects on its way into the sandbox. */
final class Round {

  private static final Duration LONGEST_WAIT_FOR_KINDS = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Until an API server validates by a definition that was changed; it tells nobody when. */
  private static final Duration UNTIL_A_SCHEMA_COUNTS = Duration.ofMillis(700);

  private final ApiServer server;
  private final Neighbours neighbours;
  private final ApplyReport before;
  private final Predicate<Manifest> recreates;
  private final String changeUid;
  private final Patch patch;
  private final TreeMap<ObjectKey, Applied> applied = new TreeMap<>();
  private final TreeMap<ObjectKey, List<Finding>> rejected = new TreeMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final TreeSet<ObjectKey> pruned = new TreeSet<>();
  private Discovered discovered = new Discovered.Failed("nobody has asked yet");
  private String lost = "";

  Round(
      ApiServer server,
      String changeUid,
      Neighbours neighbours,
      ApplyReport before,
      Predicate<Manifest> recreates) {
    this.server = server;
    this.neighbours = neighbours;
    this.before = before;
    this.recreates = recreates;
    this.changeUid = changeUid;
    this.patch = new Patch(server, changeUid);
  }

  Outcome run(Manifests wanted) throws InterruptedException {
    var plan = ApplyPlan.of(wanted, before, changeUid);
    applied.putAll(plan.kept());
    gaps.addAll(plan.gaps());
    for (Stages stage : Stages.values()) {
      var mine = stage.of(plan.toSend());
      if (lost.isEmpty() && !mine.isEmpty()) {
        send(plan, mine);
      }
    }
    if (lost.isEmpty()) {
      collect(Parallel.map(plan.superfluous(), patch::delete));
    }
    return lost.isEmpty()
        ? new Outcome.Done(new ApplyReport(applied, rejected, gaps, pruned))
        : new Outcome.Lost(lost);
  }

  private void send(ApplyPlan plan, List<Manifest> mine) throws InterruptedException {
    switch (discover(plan, mine)) {
      case Discovered.Failed(var reason) -> lost = reason;
      case Discovered.Known(var kinds) -> {
        var placed = placed(mine, kinds);
        neighbours
            .meet(
                kinds.find("v1", "Namespace").orElseThrow(),
                placed.stream().map(Placed::kind).toList())
            .ifPresent(failure -> lost = failure);
        placed.removeIf(
            one -> plan.needed().contains(one.key()) && neighbours.haveNamespace(one.key().name()));
        if (lost.isEmpty()) {
          collect(Parallel.map(placed, this::patch));
        }
      }
    }
  }

  /** Discovery, again and again while a kind is missing whose definition we just applied. */
  private Discovered discover(ApplyPlan plan, List<Manifest> mine) throws InterruptedException {
    if (mine.stream().anyMatch(manifest -> plan.redefined().define(manifest.key()))) {
      Thread.sleep(UNTIL_A_SCHEMA_COUNTS);
    }
    if (discovered instanceof Discovered.Known(var kinds) && serve(kinds, mine)) {
      return discovered;
    }
    var sent =
        DefinedKinds.by(plan.toSend().stream().filter(m -> applied.containsKey(m.key())).toList());
    var awaited = mine.stream().filter(manifest -> sent.define(manifest.key())).toList();
    for (var patience = LONGEST_WAIT_FOR_KINDS.dividedBy(PAUSE); ; patience--) {
      discovered = ServedKinds.discover(server);
      if (patience <= 0
          || !(discovered instanceof Discovered.Known(var kinds))
          || serve(kinds, awaited)) {
        return discovered;
      }
      Thread.sleep(PAUSE);
    }
  }

  private static boolean serve(ServedKinds kinds, List<Manifest> manifests) {
    return manifests.stream().allMatch(manifest -> find(kinds, manifest).isPresent());
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
              () ->
                  gaps.add(
                      new Gap(
                          Gap.Kind.NOT_APPLIED,
                          manifest.key().toString(),
                          "the sandbox serves no " + manifest.apiVersion())));
    }
    return placed;
  }

  private Patch.Result patch(Placed placed) throws InterruptedException {
    var manifest = placed.manifest();
    if (neighbours.own(placed.key())) {
      return Patch.untold(manifest.key(), "the sandbox has one of its own, which is left alone");
    }
    return patch.apply(
        placed,
        Optional.ofNullable(before.applied().get(manifest.key()))
            .filter(earlier -> recreates.test(manifest)));
  }

  private void collect(List<Patch.Result> results) {
    for (Patch.Result result : results) {
      switch (result) {
        case Patch.Result.Taken(var taken) -> applied.put(taken.key(), taken);
        case Patch.Result.Gone(var key) -> pruned.add(key);
        case Patch.Result.Refused(var key, var findings) -> rejected.put(key, findings);
        case Patch.Result.Untold(var gap) -> gaps.add(gap);
        case Patch.Result.Lost(var reason) -> lost = reason;
      }
    }
  }
}
