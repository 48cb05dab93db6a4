package dev.headgate.faults;

import dev.headgate.faults.world.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what came of plans, says each as it comes, and keeps what reproduces a violation. */
final class Tally {

  private final int planned;
  private final Path output;
  private final Map<String, Long> evaluated = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();
  private int played;
  private int missed;

  Tally(int planned, Path output) {
    this.planned = planned;
    this.output = output;
  }

  void add(Outcome outcome) throws IOException {
    played++;
    missed += outcome.missed().isEmpty() ? 0 : 1;
    outcome.evaluated().forEach((promise, count) -> evaluated.merge(promise, count, Long::sum));
    System.out.printf(
        "%4d/%d %-8s %5.1f s %6d looks  %s%s%n",
        played,
        planned,
        outcome.isKept() ? "kept" : "BROKEN",
        outcome.took().toMillis() / 1e3,
        outcome.looks(),
        outcome.plan().name(),
        outcome.missed().isEmpty() ? "" : "  (no such request came: nothing went wrong)");
    if (!outcome.isKept()) {
      broken.add(outcome.plan().name());
      outcome.violations().forEach(words -> System.out.println("       " + words));
      System.out.println("       again: ./headgate faults --plan " + keep(outcome));
    }
  }

  boolean isKept() {
    return broken.isEmpty();
  }

  String summary() {
    return """
        %d plans played, %d of them without their fault; promises looked at %d times %s; \
        %d plans broke one%s"""
        .formatted(
            played,
            missed,
            evaluated.values().stream().mapToLong(Long::longValue).sum(),
            evaluated,
            broken.size(),
            broken.isEmpty() ? "" : ": " + String.join(", ", broken));
  }

  /** The plan, and beside it what was asked and said. */
  private Path keep(Outcome outcome) throws IOException {
    Files.createDirectories(output);
    var name = outcome.plan().name();
    var file = output.resolve(name + ".yaml").normalize();
    Files.writeString(file, outcome.plan().write());
    Files.write(output.resolve(name + ".log"), outcome.words());
    Files.write(
        output.resolve(name + ".trace"),
        outcome.trace().stream().map(one -> one.at() + " " + one).toList());
    return file;
  }
}
