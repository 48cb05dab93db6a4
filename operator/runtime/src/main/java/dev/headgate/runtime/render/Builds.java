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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
  Map<String, BuildOutcome> run(Collection<BuildStep> steps) throws InterruptedException {
    var outcomes = new LinkedHashMap<String, BuildOutcome>();
    var running = new LinkedHashMap<BuildStep, Future<BuildOutcome>>();
    for (BuildStep step : steps) {
      var known = known(step.key());
      if (known == null) {
        running.put(step, pool.submit(task(step)));
      } else {
        outcomes.put(step.flux().id(), known);
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

  private Callable<BuildOutcome> task(BuildStep step) {
    return () -> {
      try {
        var place = step.flux().key().toString();
        var output = kustomize.build(place, step.folder(), step.inputs().files());
        return new Assembly(step.flux(), step.folder(), step.postBuild(), limits.yaml()).of(output);
      } catch (RefusedInputException e) {
        return new Failed(e.reason());
      }
    };
  }

  private static BuildOutcome get(Future<BuildOutcome> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a build could not be run", e.getCause());
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Built known(Digest key) {
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
