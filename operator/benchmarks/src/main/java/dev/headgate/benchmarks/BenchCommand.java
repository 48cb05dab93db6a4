package dev.headgate.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures, prints the table and writes the file. Exit code 2 means wrong usage. */
@Command(
    name = "bench",
    description = {
      "Measures what Headgate costs on real local control planes, beside its peers and the raw"
          + " limit, all in one run. Leave the machine alone meanwhile.",
      "Prints a table and writes the figures to a file."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BenchCommand implements Callable<Integer> {

  private static final List<Benchmark> BENCHMARKS =
      List.of(
          new ApplyNew(),
          new ReapplyUnchanged(),
          new Decisions(),
          new Idle(),
          new Memory(),
          new Restart(),
          new VerdictToPin(),
          new LifecycleRequests(),
          new BumpInEighty(),
          new WorstInput());

  @Option(
      names = "--only",
      paramLabel = "ID",
      description = "Measure only this one; may be repeated. See --list.")
  private List<String> wanted = List.of();

  @Option(names = "--list", description = "List what can be measured and end.")
  private boolean list;

  @Option(
      names = "--output",
      defaultValue = "${sys:headgate.home:-.}/operator/benchmarks/results/latest.json",
      description = "Where the figures go (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("latest.json");

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (list) {
      BENCHMARKS.forEach(one -> System.out.printf("%-4s %s%n", one.id(), one.what()));
      return CommandLine.ExitCode.OK;
    }
    var known = BENCHMARKS.stream().map(Benchmark::id).toList();
    var unknown = wanted.stream().filter(id -> !known.contains(id)).toList();
    if (!unknown.isEmpty()) {
      System.err.printf("headgate bench: no benchmark %s; there are: %s%n", unknown, known);
      return CommandLine.ExitCode.USAGE;
    }
    var rows = new ArrayList<Row>();
    try (var stage = Stage.open()) {
      for (var benchmark : BENCHMARKS) {
        if (wanted.isEmpty() || wanted.contains(benchmark.id())) {
          stage.say("%s %s".formatted(benchmark.id(), benchmark.what()));
          rows.addAll(benchmark.measure(stage));
        }
      }
    }
    var results = new Results(rows);
    System.out.println(results.table());
    results.write(output);
    System.out.println("\nwritten to " + output.normalize());
    return CommandLine.ExitCode.OK;
  }
}
