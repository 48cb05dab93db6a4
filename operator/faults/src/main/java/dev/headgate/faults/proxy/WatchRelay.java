package dev.headgate.faults.proxy;

import dev.headgate.faults.plan.Action;
import dev.headgate.faults.plan.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** Passes the events of one watch on: late, or not all of them, if that is its fault. */
final class WatchRelay {

  private static final String EXPIRED =
      """
      {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
      "message":"too old resource version","reason":"Expired","code":410}}
      """;

  private final BufferedReader events;
  private final OutputStream to;
  private final Optional<Fault> fault;

  WatchRelay(InputStream events, OutputStream to, Optional<Fault> fault) {
    this.events = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
    this.to = to;
    this.fault = fault;
  }

  /** Returns when the watch has ended, or was told that it has expired. */
  void run() throws IOException, InterruptedException {
    var action = fault.map(Fault::action).orElse(Action.DELAY);
    switch (action) {
      case EXPIRE -> expire(fault.orElseThrow().skip());
      case LAG -> lag(fault.orElseThrow().millis());
      default -> relay();
    }
  }

  private void relay() throws IOException {
    for (var line = events.readLine(); line != null; line = events.readLine()) {
      send(line + "\n");
    }
  }

  private void expire(int skip) throws IOException {
    var skipped = 0;
    while (skipped < skip) {
      var line = events.readLine();
      if (line == null) {
        return;
      }
      if (line.startsWith("{\"type\":\"BOOKMARK\"")) {
        continue;
      }
      skipped++;
    }
    send(EXPIRED);
  }

  /** All keep their order; each is as late as the others. */
  private void lag(long millis) throws IOException, InterruptedException {
    var late = new DelayQueue<Late>();
    var reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    for (var line = events.readLine(); line != null; line = events.readLine()) {
                      late.add(new Late(line + "\n", System.nanoTime() + millis * 1_000_000));
                    }
                  } catch (IOException e) {
                    // The watch was cut, as the one who sends finds out too.
                  }
                });
    while (reader.isAlive() || !late.isEmpty()) {
      var next = late.poll(100, TimeUnit.MILLISECONDS);
      if (next != null) {
        send(next.line);
      }
    }
  }

  private void send(String line) throws IOException {
    to.write(line.getBytes(StandardCharsets.UTF_8));
    to.flush();
  }

  private record Late(String line, long dueNanos) implements Delayed {

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
