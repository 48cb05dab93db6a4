package dev.headgate.runtime.sandbox;

import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.flux.Recreation;
import dev.headgate.core.probe.ChartObjects;
import dev.headgate.core.probe.Health;
import dev.headgate.core.probe.Run;
import dev.headgate.core.probe.Scope;
import dev.headgate.core.probe.Side;
import dev.headgate.core.probe.Weighing;
import dev.headgate.core.rendered.HookPlan;
import dev.headgate.runtime.apply.Applied;
import dev.headgate.runtime.apply.Applier;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.probe.Prometheus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs one change in one sandbox: live first, until it is healthy or known broken, then the
 * candidate over it, with prune; upgrades break in ways that fresh installs do not. It blocks, and
 * an interrupt ends it; whoever leased the sandbox cleans it afterwards, whatever came of it.
 */
public final class SandboxRun {

  private final SandboxClient sandbox;
  private final Patience patience;
  private final Clock clock;
  private final Consumer<String> progress;
  private final Prometheus prometheus;
  private final HostSide host;

  public SandboxRun(
      SandboxClient sandbox, Patience patience, Clock clock, Consumer<String> progress) {
    this(sandbox, patience, clock, progress, Prometheus.unknown(), HostSide.none());
  }

  public SandboxRun(
      SandboxClient sandbox,
      Patience patience,
      Clock clock,
      Consumer<String> progress,
      Prometheus prometheus,
      HostSide host) {
    this.sandbox = sandbox;
    this.patience = patience;
    this.clock = clock;
    this.progress = progress;
    this.prometheus = prometheus;
    this.host = host;
  }

  /** Returns {@link Run.Weighed} or {@link Run.Lost}; progress goes to the callback meanwhile. */
  public Run run(Exercise exercise) throws InterruptedException {
    try (var probing = probing(exercise)) {
      var scope =
          exercise
              .ground()
              .under(Scope.of(exercise.live(), exercise.candidate(), exercise.changes()));
      var addresses = new Addresses(sandbox);
      var clearing = new Clearing(sandbox, patience.cleaning(), host, progress, clock);
      clearing.checkIdentity();
      clearing.clean(exercise.changeUid());
      var applier = open(exercise.changeUid(), scope);

      var hooks = new Hooks(sandbox, applier, (hook, end) -> ended(exercise, hook, end), clock);
      var install =
          new Step(
              "live",
              HookPlan.of(scope.live(), Manifests.NONE),
              Manifests.NONE,
              ApplyReport.NOTHING,
              baselineEnd(exercise),
              applied -> true);
      var live = rollOut(exercise, applier, hooks, addresses, install);
      probing.onLive(live.report(), live.settled(), share(exercise.deadline()));
      var upgrade =
          new Step(
              "candidate",
              HookPlan.of(scope.candidate(), scope.live()),
              scope.live(),
              live.report(),
              earliest(exercise.deadline(), clock.instant().plus(patience.candidate())),
              applied -> isWorthWaiting(exercise, applied, live.settled()));
      var candidate = rollOut(exercise, applier, hooks, addresses, upgrade);

      var weighed =
          Weighing.weigh(
              exercise.changes(),
              exercise.factors(),
              ChartObjects.of(exercise.live(), exercise.candidate()),
              live.side(),
              candidate.side());
      var probed =
          probing.onCandidate(weighed, candidate.side(), candidate.report(), candidate.settled());
      clearing.checkIdentity();
      return probed
          .with(exercise.ground().gaps(exercise.changes()))
          .with(addresses.gaps(exercise.changes()));
    } catch (LostException e) {
      return new Run.Lost(e.reason());
    }
  }

  private Probing probing(Exercise exercise) {
    return new Probing(
        sandbox,
        () -> new ReadyWatch(sandbox, exercise.changeUid(), Patience.STANDARD, clock),
        exercise,
        prometheus,
        clock,
        progress);
  }

  private Applier open(String changeUid, Scope scope) throws LostException, InterruptedException {
    var keys = new TreeSet<ObjectKey>(scope.live().byKey().keySet());
    keys.addAll(scope.candidate().byKey().keySet());
    return switch (Applier.open(sandbox, changeUid, keys)) {
      case Applier.Opened.Ready(var applier) -> applier;
      case Applier.Opened.Failed(var reason) -> throw new LostException(reason);
    };
  }

  private static ApplyReport applied(ApplyReport.Outcome outcome) throws LostException {
    return switch (outcome) {
      case ApplyReport.Outcome.Done(var report) -> report;
      case ApplyReport.Outcome.Lost(var reason) -> throw new LostException(reason);
    };
  }

  private Readied.Settled ready(
      Exercise exercise,
      ApplyReport report,
      String which,
      Instant until,
      Predicate<Applied> worthWaiting)
      throws LostException, InterruptedException {
    Collection<Applied> objects = report.applied().values().stream().filter(worthWaiting).toList();
    var watch = new ReadyWatch(sandbox, exercise.changeUid(), patience, clock);
    return switch (watch.await(objects, until, said -> progress.accept(which + ": " + said))) {
      case Readied.Settled settled -> settled;
      case Readied.Lost(var reason) -> throw new LostException(reason);
    };
  }

  /** The candidate needs time too, so live gets at most two fifths of what is left. */
  private Instant baselineEnd(Exercise exercise) {
    return earliest(clock.instant().plus(patience.baseline()), share(exercise.deadline()));
  }

  private Instant share(Instant deadline) {
    var now = clock.instant();
    return now.plus(Duration.between(now, deadline).multipliedBy(2).dividedBy(5));
  }

  /** What the change leaves as it is and live could not get ready either proves nothing. */
  private static boolean isWorthWaiting(
      Exercise exercise, Applied applied, Readied.Settled before) {
    var key = applied.key();
    var health = before.health().get(key);
    return health == null
        || health instanceof Health.Current
        || exercise.changes().changes().stream().anyMatch(change -> change.key().equals(key));
  }

  /** One revision on its way into the sandbox, over what is there. */
  private record Step(
      String which,
      HookPlan plan,
      Manifests previous,
      ApplyReport before,
      Instant end,
      Predicate<Applied> worthWaiting) {

    String name() {
      return which.equals("live") ? which : "the " + which;
    }
  }

  /** What came of it. */
  private record RolledOut(ApplyReport report, Readied.Settled settled, Hooks.Told hooks) {

    Side side() {
      var health = new TreeMap<>(settled.health());
      health.putAll(hooks.health());
      var rejected = new TreeMap<>(report.rejected());
      rejected.putAll(hooks.rejected());
      var gaps = new ArrayList<>(report.gaps());
      gaps.addAll(hooks.gaps());
      return new Side(health, settled.untouched(), rejected, gaps, report.pruned());
    }
  }

  /** As Flux and Helm do: hooks, objects, readiness, hooks. */
  private RolledOut rollOut(
      Exercise exercise, Applier applier, Hooks hooks, Addresses addresses, Step step)
      throws LostException, InterruptedException {
    var plan = step.plan();
    progress.accept("applying %s: %d objects".formatted(step.name(), plan.objects().size()));
    var told = new Hooks.Told(plan.gaps());
    var ground = step.before();
    if (!plan.before().isEmpty()) {
      ground = apply(exercise, applier, plan.ground(step.previous()), ground);
      hooks.run(plan.before(), step.end(), told);
    }
    var report = apply(exercise, applier, plan.objects(), ground);
    if (exercise.ground().addresses()) {
      addresses.give(plan.objects(), report);
    }
    var settled = ready(exercise, report, step.which(), step.end(), step.worthWaiting());
    hooks.run(plan.after(), step.end(), told);
    return new RolledOut(report, settled, told);
  }

  /** Pruning is told once, by the step that did it. */
  private static ApplyReport apply(
      Exercise exercise, Applier applier, Manifests wanted, ApplyReport before)
      throws LostException, InterruptedException {
    var report =
        applied(
            applier.apply(
                wanted, before, manifest -> Recreation.isAllowed(manifest, exercise.candidate())));
    var pruned = new TreeSet<>(before.pruned());
    pruned.addAll(report.pruned());
    pruned.removeAll(report.applied().keySet());
    return new ApplyReport(report.applied(), report.rejected(), report.gaps(), pruned);
  }

  private Readied.Settled ended(Exercise exercise, Applied hook, Instant end)
      throws LostException, InterruptedException {
    var watch = new ReadyWatch(sandbox, exercise.changeUid(), patience, clock);
    return switch (watch.await(List.of(hook), end, said -> progress.accept("hook: " + said))) {
      case Readied.Settled settled -> settled;
      case Readied.Lost(var reason) -> throw new LostException(reason);
    };
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
