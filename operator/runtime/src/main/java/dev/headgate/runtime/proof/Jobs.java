package dev.headgate.runtime.proof;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Work that takes longer than a reconcile may, on virtual threads. A job has a name made of what it
 * is about; starting it again is a no-op, and its result stays until it is forgotten. Nothing here
 * outlives the process: after a restart the work is done again.
 *
 * @param <T> what jobs answer with
 */
public final class Jobs<T> implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentMap<String, Job<T>> jobs = new ConcurrentHashMap<>();

  /** A job, and the one that it repeats, whose result counts until it has its own. */
  private record Job<T>(Future<T> now, Optional<Future<T>> before) {

    void cancel() {
      now.cancel(true);
    }
  }

  /** Starts the job unless it runs or has run; {@code finished} is told when it ends. */
  public void start(String name, Work<T> work, Runnable finished) {
    jobs.computeIfAbsent(name, key -> new Job<>(execute(work, finished), Optional.empty()));
  }

  /**
   * Does a job that has ended once more; one that runs, or was never started, is left alone. Nobody
   * is told when it ends, so that what always fails at once is not done without a pause.
   */
  void again(String name, Work<T> work) {
    jobs.computeIfPresent(
        name,
        (key, job) ->
            job.now().isDone() ? new Job<>(execute(work, () -> {}), Optional.of(job.now())) : job);
  }

  private Future<T> execute(Work<T> work, Runnable finished) {
    var task =
        new FutureTask<T>(work::run) {
          @Override
          protected void done() {
            finished.run();
          }
        };
    threads.execute(task);
    return task;
  }

  /** The job's result, waiting for it a little; empty when it is unknown or still runs. */
  public Optional<T> result(String name, Duration patience, Function<Exception, T> surprise) {
    var job = jobs.get(name);
    if (job == null) {
      return Optional.empty();
    }
    return result(job.now(), patience, surprise)
        .or(() -> job.before().flatMap(before -> result(before, Duration.ZERO, surprise)));
  }

  private static <T> Optional<T> result(
      Future<T> job, Duration patience, Function<Exception, T> surprise) {
    try {
      return Optional.of(job.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | CancellationException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(surprise.apply(e));
    }
  }

  boolean isKnown(String name) {
    return jobs.containsKey(name);
  }

  /** Stops (by interrupt) and forgets the jobs whose names begin so. */
  public void forget(String prefix) {
    jobs.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .toList()
        .forEach(
            name -> {
              var job = jobs.remove(name);
              if (job != null) {
                job.cancel();
              }
            });
  }

  @Override
  public void close() {
    forget("");
    threads.shutdownNow();
  }

  /** What a job does. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws Exception;
  }
}
