package dev.headgate.runtime.sandbox;

import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifest;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.ObjectKey;
import dev.headgate.core.probe.Health;
import dev.headgate.core.rendered.HelmHook;
import dev.headgate.core.rendered.HelmHook.DeletePolicy;
import dev.headgate.core.rendered.HookPlan;
import dev.headgate.core.verdict.Finding;
import dev.headgate.runtime.apply.Applied;
import dev.headgate.runtime.apply.Applier;
import dev.headgate.runtime.apply.ApplyReport;
import dev.headgate.runtime.apply.SandboxClient;
import dev.headgate.runtime.rest.Answer;
import dev.headgate.runtime.rest.ApiRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs the hooks of charts one after the other, as Helm does: an old one goes before a new one is
 * made, work is waited for, and what its policy says goes afterwards. The first that does not end
 * well is the last one.
 */
final class Hooks {

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Waits until what was applied is ready, has failed, or time is up. */
  @FunctionalInterface
  interface Waiting {
    Readied.Settled until(Applied applied, Instant end) throws LostException, InterruptedException;
  }

  private final SandboxClient sandbox;
  private final Applier applier;
  private final Waiting waiting;
  private final Clock clock;
  private final Map<ObjectKey, Applied> made = new TreeMap<>();

  Hooks(SandboxClient sandbox, Applier applier, Waiting waiting, Clock clock) {
    this.sandbox = sandbox;
    this.applier = applier;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** What the hooks of one revision did. */
  static final class Told {
    private final Map<ObjectKey, Health> health = new TreeMap<>();
    private final Map<ObjectKey, List<Finding>> rejected = new TreeMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private boolean stopped;

    Told(List<Gap> gaps) {
      this.gaps.addAll(gaps);
    }

    Map<ObjectKey, Health> health() {
      return health;
    }

    Map<ObjectKey, List<Finding>> rejected() {
      return rejected;
    }

    List<Gap> gaps() {
      return gaps;
    }
  }

  void run(List<Manifest> hooks, Instant end, Told told)
      throws LostException, InterruptedException {
    for (Manifest hook : hooks) {
      if (told.stopped) {
        told.gaps.add(
            new Gap(
                Gap.Kind.NOT_APPLIED, hook.key().toString(), "a hook before it did not end well"));
        continue;
      }
      remove(hook.key(), end);
      var report = applied(applier.apply(Manifests.of(List.of(hook)), ApplyReport.NOTHING));
      told.rejected.putAll(report.rejected());
      told.gaps.addAll(report.gaps());
      var applied = report.applied().get(hook.key());
      if (applied != null) {
        made.put(hook.key(), applied);
        var health = health(hook, applied, end);
        told.health.put(hook.key(), health);
        told.stopped = !(health instanceof Health.Current);
        if (goes(hook, health)) {
          remove(hook.key(), end);
        }
      }
    }
  }

  private Health health(Manifest hook, Applied applied, Instant end)
      throws LostException, InterruptedException {
    return HookPlan.isWork(hook)
        ? waiting
            .until(applied, end)
            .health()
            .getOrDefault(hook.key(), new Health.InProgress("was not seen"))
        : new Health.Current();
  }

  private static boolean goes(Manifest hook, Health health) {
    var policies = HelmHook.of(hook).map(HelmHook::deletePolicies).orElse(Set.of());
    return switch (health) {
      case Health.Current() -> policies.contains(DeletePolicy.HOOK_SUCCEEDED);
      case Health.Failed(var reason) -> policies.contains(DeletePolicy.HOOK_FAILED);
      default -> false;
    };
  }

  /** The one that this run made before, if it did; returns when it is gone. */
  private void remove(ObjectKey key, Instant end) throws LostException, InterruptedException {
    var old = made.remove(key);
    if (old == null) {
      return;
    }
    var only = new TreeMap<ObjectKey, Applied>();
    only.put(key, old);
    applied(
        applier.apply(
            Manifests.NONE, new ApplyReport(only, new TreeMap<>(), List.of(), new TreeSet<>())));
    var request = ApiRequest.get(old.kind().path(old.namespace(), key.name()));
    while (sandbox.server().send(request) instanceof Answer.Ok && clock.instant().isBefore(end)) {
      Thread.sleep(PAUSE);
    }
  }

  private static ApplyReport applied(ApplyReport.Outcome outcome) throws LostException {
    return switch (outcome) {
      case ApplyReport.Outcome.Done(var report) -> report;
      case ApplyReport.Outcome.Lost(var reason) -> throw new LostException(reason);
    };
  }
}
