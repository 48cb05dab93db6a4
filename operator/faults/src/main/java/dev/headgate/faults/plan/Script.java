package dev.headgate.faults.plan;

import dev.headgate.faults.proxy.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plays the faults of a plan: counts requests and says to which something happens. */
public final class Script {

  private final List<Fault> faults;
  private final int[] counts;
  private final Set<Fault> happened = new LinkedHashSet<>();
  private Instant stormUntil = Instant.MIN;
  private Optional<Fault> storm = Optional.empty();

  public Script(List<Fault> faults) {
    this.faults = List.copyOf(faults);
    this.counts = new int[faults.size()];
  }

  /** What happens to this request; the first fault of the plan that means it. */
  public synchronized Optional<Fault> next(Call call, Instant now) {
    if (now.isBefore(stormUntil)) {
      return storm;
    }
    Optional<Fault> due = Optional.empty();
    for (int index = 0; index < counts.length; index++) {
      var fault = faults.get(index);
      if (fault.on().matches(call) && fault.happensTo(++counts[index]) && due.isEmpty()) {
        due = Optional.of(fault);
      }
    }
    due.ifPresent(fault -> begin(fault, now));
    return due;
  }

  /** The faults of the plan that did not happen: nobody made such a request. */
  public synchronized List<Fault> missed() {
    var missed = new ArrayList<>(faults);
    missed.removeAll(happened);
    return missed;
  }

  private void begin(Fault fault, Instant now) {
    happened.add(fault);
    if (fault.action() == Action.STORM) {
      stormUntil = now.plus(Duration.ofMillis(fault.millis()));
      storm = Optional.of(fault);
    }
  }
}
