package dev.headgate.runtime.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Tasks at the same time, begun in order, so that what they hold in memory is bounded. How many of
 * their requests are under way is up to the {@link ApiServer} that they ask.
 */
public final class Parallel {

  private Parallel() {}

  @FunctionalInterface
  public interface Task<T, R> {
    R run(T item) throws InterruptedException;
  }

  /** The results in the order of the items; an interrupt ends all that run. */
  public static <T, R> List<R> map(Collection<T> items, Task<T, R> task)
      throws InterruptedException {
    var permits = new Semaphore(Course.MOST);
    var executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var running = new ArrayList<Future<R>>(items.size());
      for (T item : items) {
        permits.acquire();
        Callable<R> call =
            () -> {
              try {
                return task.run(item);
              } finally {
                permits.release();
              }
            };
        running.add(executor.submit(call));
      }
      var results = new ArrayList<R>(items.size());
      for (Future<R> future : running) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request failed in a way that is no answer", e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }
}
