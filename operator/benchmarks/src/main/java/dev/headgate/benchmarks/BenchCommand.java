package dev.headgate.benchmarks;

import dev.headgate.local.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  private static final int WITH_FLUX = 500;
  private static final int ON_THE_PIN = 2_000;
  private static final int ON_THE_PIN_LONG = 10_000;

  @Option(
      names = "--only",
      paramLabel = "ID",
      description = "Measure only this one; may be repeated. See --list.")
  private List<String> wanted = List.of();

  @Option(names = "--list", description = "List what can be measured and end.")
  private boolean list;

  @Option(names = "--long", description = "Race 10,000 times on the pin instead of 2,000.")
  private boolean isLong;

  @Option(
      names = "--packaged",
      paramLabel = "DIR",
      description =
          "Start the operator from the folder that ./headgate package made, with its Java runtime"
              + " and class cache, rather than from jars.")
  private @Nullable Path packaged;

  @Option(
      names = "--output",
      defaultValue = "${sys:headgate.home:-.}/operator/benchmarks/results/latest.json",
      description = "Where the figures go (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("latest.json");

  @Override
  public Integer call() throws IOException, InterruptedException {
    var benchmarks = benchmarks();
    if (list) {
      benchmarks.forEach(one -> System.out.printf("%-4s %s%n", one.id(), one.what()));
      return CommandLine.ExitCode.OK;
    }
    var known = benchmarks.stream().map(Benchmark::id).distinct().toList();
    var unknown = wanted.stream().filter(id -> !known.contains(id)).toList();
    if (!unknown.isEmpty()) {
      System.err.printf("headgate bench: no benchmark %s; there are: %s%n", unknown, known);
      return CommandLine.ExitCode.USAGE;
    }
    if (packaged != null) {
      if (!Files.isExecutable(packaged.resolve("bin/headgate-operator"))) {
        System.err.printf(
            "headgate bench: there is no bin/headgate-operator in %s; make it with ./headgate"
                + " package%n",
            packaged);
        return CommandLine.ExitCode.USAGE;
      }
      System.setProperty(OperatorProcess.PACKAGED, packaged.toAbsolutePath().toString());
    }
    var rows = new ArrayList<Row>();
    try (var stage = Stage.open()) {
      for (var benchmark : benchmarks) {
        if (wanted.isEmpty() || wanted.contains(benchmark.id())) {
          stage.say("%s %s".formatted(benchmark.id(), benchmark.what()));
          rows.addAll(benchmark.measure(stage));
          // Each time: what was measured is not lost when a later one fails.
          new Results(rows).write(output);
        }
      }
    }
    System.out.println(new Results(rows).table());
    System.out.println("\nwritten to " + output.normalize());
    return CommandLine.ExitCode.OK;
  }

  private List<Benchmark> benchmarks() {
    return List.of(
        ApplyNew.small(),
        ApplyNew.untilReady(),
        new ReapplyUnchanged(),
        new Decisions(),
        new Idle(),
        new Memory(),
        new Restart(),
        new VerdictToPin(),
        new Races(WITH_FLUX, isLong ? ON_THE_PIN_LONG : ON_THE_PIN),
        new LifecycleRequests(),
        new BumpInEighty(),
        new Outage(),
        new WorstInput(),
        new Prune(),
        new PoolStart());
  }
}
