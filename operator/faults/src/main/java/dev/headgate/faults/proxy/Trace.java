package dev.headgate.faults.proxy;

import dev.headgate.faults.plan.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every request of a run, in the order in which they came. */
public final class Trace {

  private final List<Traced> requests = new ArrayList<>();
  private long lastWrite = System.nanoTime();

  /** Returns its number. */
  synchronized int begin(Call call, Optional<Fault> fault) {
    requests.add(new Traced(requests.size() + 1L, Instant.now(), call, 0, fault));
    if (call.isWrite()) {
      lastWrite = System.nanoTime();
    }
    return requests.size();
  }

  synchronized void answered(int number, int status) {
    var begun = requests.get(number - 1);
    requests.set(number - 1, new Traced(number, begun.at(), begun.call(), status, begun.fault()));
  }

  public synchronized List<Traced> all() {
    return List.copyOf(requests);
  }

  public List<Traced> writes() {
    return all().stream().filter(one -> one.call().isWrite()).toList();
  }

  /** For how long nobody has written anything. */
  public synchronized Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - lastWrite);
  }
}
