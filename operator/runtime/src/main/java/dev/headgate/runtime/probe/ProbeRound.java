package dev.headgate.runtime.probe;

import dev.headgate.core.probe.Probe;
import dev.headgate.core.probe.Reading;
import dev.headgate.core.probe.Sample;
import dev.headgate.core.probe.Series;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs probes of one revision, all at once, each on a virtual thread of its own. It returns when
 * each has come to something or time is up; an interrupt ends it and them.
 */
public final class ProbeRound {

  /** A reading ends by itself at its timeout; this is how long it may be late. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Reader reader;
  private final Clock clock;
  private final Consumer<String> progress;

  public ProbeRound(Reader reader, Clock clock, Consumer<String> progress) {
    this.reader = reader;
    this.clock = clock;
    this.progress = progress;
  }

  /** In the order of the probes. */
  public List<Came> run(List<Probe> probes, Instant until) throws InterruptedException {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var decided = new AtomicInteger();
      var running = new ArrayList<Future<Came>>();
      for (Probe probe : probes) {
        running.add(
            threads.submit(
                () -> {
                  var came = follow(probe, until, threads);
                  say(decided.incrementAndGet(), probes.size());
                  return came;
                }));
      }
      say(0, probes.size());
      var came = new ArrayList<Came>();
      for (Future<Came> one : running) {
        came.add(one.get());
      }
      return came;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe ended in a way that is no outcome", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void say(int decided, int all) {
    progress.accept("%d of %d probes are decided".formatted(decided, all));
  }

  private Came follow(Probe probe, Instant until, ExecutorService threads)
      throws InterruptedException {
    var series = Series.begin(probe.rhythm(), clock.instant());
    while (true) {
      var now = clock.instant();
      var outcome = series.outcome(now);
      if (outcome.isPresent()) {
        return new Came(outcome.get(), series);
      }
      if (!now.isBefore(until)) {
        return new Came(series.cutOff(now, "there was no more time"), series);
      }
      if (series.next().isAfter(now)) {
        Thread.sleep(Duration.between(now, earliest(series.next(), earliest(series.end(), until))));
      } else {
        series = series.with(new Sample(now, read(probe, until, threads)));
      }
    }
  }

  private Reading read(Probe probe, Instant until, ExecutorService threads)
      throws InterruptedException {
    var patience =
        Duration.between(
            clock.instant(),
            earliest(until, clock.instant().plus(probe.rhythm().timeout()).plus(GRACE)));
    var reading = threads.submit(() -> reader.read(probe));
    try {
      // Rounded up: a wait that ended before the deadline would begin one more reading.
      return reading.get(Math.max(1, patience.toMillis() + 1), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Reading.Unmeasured("no answer in time");
    } catch (ExecutionException e) {
      // Its message may quote what was read.
      return new Reading.Unmeasured("measuring ended with " + name(e.getCause()));
    } finally {
      reading.cancel(true);
    }
  }

  private static String name(@Nullable Throwable surprise) {
    return surprise == null ? "no answer" : surprise.getClass().getSimpleName();
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
