package dev.headgate.benchmarks;

import java.time.Duration;

/** What some work took: the time that passed, and the time that processors spent on it. */
record Cost(Duration wall, Duration cpu) {

  double seconds() {
    return wall.toNanos() / 1e9;
  }

  double cpuSeconds() {
    return cpu.toNanos() / 1e9;
  }
}
