package dev.headgate.benchmarks;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Measured figures of one kind, in the order of their size. */
record Samples(List<Double> sorted) {

  Samples {
    sorted = sorted.stream().sorted().toList();
  }

  static Samples ofDurations(Collection<Duration> durations, Duration unit) {
    return new Samples(
        durations.stream().map(one -> (double) one.toNanos() / unit.toNanos()).toList());
  }

  /** The smallest figure that {@code share} (0 to 1) of all do not exceed. */
  double percentile(double share) {
    var index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.clamp(index, 0, sorted.size() - 1));
  }

  double median() {
    return percentile(0.5);
  }

  /** {@code 1.21 (1.18 to 1.40)}, as people read it. */
  String spread() {
    return "%.2f (%.2f to %.2f)".formatted(median(), sorted.getFirst(), sorted.getLast());
  }
}
