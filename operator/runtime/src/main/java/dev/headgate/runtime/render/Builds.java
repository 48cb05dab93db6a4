package dev.headgate.runtime.render;

import dev.headgate.core.Limits;
import dev.headgate.core.RefusedInputException;
import dev.headgate.core.change.Digest;
import dev.headgate.runtime.render.BuildOutcome.Built;
import dev.headgate.runtime.render.BuildOutcome.Failed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs builds, a few at a time, and remembers their results by the digest of all their inputs. */
final class Builds implements AutoCloseable {

  private final Kustomize kustomize;
  private final Limits limits;
  private final ExecutorService pool;
  private final Map<Digest, Built> results;

  Builds(Kustomize kustomize, Limits limits) {
    this.kustomize = kustomize;
    this.limits = limits;
    this.pool =
        Executors.newFixedThreadPool(
            limits.render().builds(), Thread.ofPlatform().daemon().name("kustomize-", 0).factory());
    this.results = new LinkedHashMap<>(64, 0.75f, true);
  }

  /** The outcomes of {@code steps}, by the id of their Kustomization; failures are not kept. */
  Map<String, BuildOutcome> run(Collection<BuildStep> steps, Budget budget)
      throws InterruptedException {
    var outcomes = new LinkedHashMap<String, BuildOutcome>();
    var running = new LinkedHashMap<BuildStep, Future<BuildOutcome>>();
    for (BuildStep step : steps) {
      var known = known(step.key());
      if (known == null) {
        running.put(step, pool.submit(() -> build(step, budget)));
      } else {
        outcomes.put(step.flux().id(), spend(step, known, budget));
      }
    }
    for (var entry : running.entrySet()) {
      var outcome = get(entry.getValue());
      if (outcome instanceof Built built) {
        keep(entry.getKey().key(), built);
      }
      outcomes.put(entry.getKey().flux().id(), outcome);
    }
    return outcomes;
  }

  private BuildOutcome build(BuildStep step, Budget budget) {
    try {
      var place = step.flux().key().toString();
      budget.requireTime(place);
      var output = kustomize.build(place, step.folder(), step.inputs().files());
      budget.spend(place, output.length);
      return new Assembly(step.flux(), step.folder(), step.postBuild(), limits.yaml()).of(output);
    } catch (RefusedInputException e) {
      return new Failed(e.reason());
    }
  }

  private static BuildOutcome spend(BuildStep step, Built known, Budget budget) {
    try {
      budget.spend(step.flux().key().toString(), known.bytes());
      return known;
    } catch (RefusedInputException e) {
      return new Failed(e.reason());
    }
  }

  private static BuildOutcome get(Future<BuildOutcome> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a build could not be run", e.getCause());
    }
  }

  private synchronized @Nullable Built known(Digest key) {
    return results.get(key);
  }

  private synchronized void keep(Digest key, Built built) {
    results.put(key, built);
    var oldest = new ArrayList<>(results.keySet()).iterator();
    while (results.size() > limits.render().cachedBuilds()) {
      results.remove(oldest.next());
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
