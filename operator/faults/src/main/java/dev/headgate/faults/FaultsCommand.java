package dev.headgate.faults;

import dev.headgate.faults.plan.Plan;
import dev.headgate.faults.world.Stage;
import dev.headgate.local.Lab;
import dev.headgate.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plays plans and says what came of each. Exit codes: 0 when all promises were kept, 1 when one was
 * broken, 2 for wrong usage.
 */
@Command(
    name = "faults",
    description = {
      "Plays crashes, errors, storms, lies and intruders between the operator and a real API"
          + " server, and checks what Headgate promises on every revision of every object.",
      "A plan that breaks a promise is written to a file, and --plan plays it again."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FaultsCommand implements Callable<Integer> {

  @Option(names = "--long", description = "Play all plans instead of a sample.")
  private boolean isLong;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "Of those, play only each N-th (default: ${DEFAULT-VALUE}).")
  private int every = 1;

  @Option(names = "--list", description = "List the plans and end.")
  private boolean list;

  @Option(names = "--plan", paramLabel = "FILE", description = "Play only the plan in that file.")
  private @Nullable Path plan;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "Play only plans whose name or family contains this.")
  private String only = "";

  @Option(
      names = "--output",
      defaultValue = "${sys:headgate.home:-.}/operator/faults/target/violations",
      description = "Where plans go that break a promise (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("violations");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan given = null;
    if (plan != null) {
      try {
        given = Plan.read(Files.readString(plan));
      } catch (IllegalArgumentException | IOException e) {
        System.err.printf("headgate faults: %s: %s%n", plan, e.getMessage());
        return CommandLine.ExitCode.USAGE;
      }
    }
    try (var lab = Lab.start(Lab.chart(), Progress.onStandardError());
        var stage = Stage.in(lab)) {
      var suite = new Suite(stage);
      if (given != null) {
        return play(suite, List.of(Plan.reference(given.story()), given));
      }
      var plans =
          (isLong || list || !only.isEmpty() ? suite.all() : suite.sample())
              .stream().filter(one -> (one.family() + " " + one.name()).contains(only)).toList();
      plans = eachNth(plans, every);
      if (list) {
        plans.forEach(one -> System.out.printf("%-12s %s%n", one.family(), one.name()));
        return CommandLine.ExitCode.OK;
      }
      return play(suite, plans);
    }
  }

  private static List<Plan> eachNth(List<Plan> plans, int step) {
    return IntStream.range(0, plans.size())
        .filter(index -> index % Math.max(1, step) == 0)
        .mapToObj(plans::get)
        .toList();
  }

  private int play(Suite suite, List<Plan> plans) throws IOException, InterruptedException {
    var tally = new Tally(plans.size(), output);
    for (var one : plans) {
      tally.add(suite.run(one));
    }
    System.out.println(tally.summary());
    return tally.isKept() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
