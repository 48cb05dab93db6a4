package dev.headgate.cli.demo;

import dev.headgate.local.Folders;
import dev.headgate.local.Lab;
import dev.headgate.local.Progress;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the scenarios. Exit code 0 only if every outcome was the expected one. */
@Command(
    name = "demo",
    description = {
      "Shows the main job on real local control planes: a host and a sandbox, Flux's real"
          + " kustomize-controller, and commits on main.",
      "The first run on a machine builds what it needs (about 15 minutes); later ones take a"
          + " minute or two."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {

  private static final List<Scenario> SCENARIOS =
      List.of(
          new RoutineBump(),
          new CrdChange(),
          new OperatorUpgrade(),
          new Restructure(),
          new RefusedByTheCluster(),
          new MovedByHand());

  /** Those that are played when somebody asks for them. */
  private static final List<Scenario> FURTHER = List.of(new AnswersBadly());

  private static final int LOG_LINES = 40;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "Play only this one; may be repeated. See --list.")
  private List<String> wanted = List.of();

  @Option(names = "--all", description = "Play those too that are otherwise played by name only.")
  private boolean all;

  @Option(names = "--list", description = "List the scenarios and end.")
  private boolean list;

  @Option(
      names = "--keep",
      description = "Leave everything running afterwards, until Ctrl-C, and say how to look.")
  private boolean keep;

  @Option(
      names = "--chart",
      defaultValue = "${sys:headgate.home:-.}/charts/headgate",
      description = "The chart to install (default: ${DEFAULT-VALUE}).")
  private Path chart = Path.of("charts/headgate");

  @Override
  public Integer call() throws IOException {
    if (list) {
      known()
          .forEach(scenario -> System.out.printf("%-18s %s%n", scenario.name(), scenario.title()));
      return CommandLine.ExitCode.OK;
    }
    var known = known().map(Scenario::name).toList();
    var unknown = wanted.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      System.err.printf("headgate demo: no scenario %s; there are: %s%n", unknown, known);
      return CommandLine.ExitCode.USAGE;
    }
    return play(
        known()
            .filter(
                scenario ->
                    all
                        || wanted.contains(scenario.name())
                        || (wanted.isEmpty() && SCENARIOS.contains(scenario)))
            .toList());
  }

  private static Stream<Scenario> known() {
    return Stream.concat(SCENARIOS.stream(), FURTHER.stream());
  }

  private int play(List<Scenario> scenarios) throws IOException {
    var story =
        new Narrator(
            System.out,
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
    var folder = Files.createTempDirectory("headgate-demo-");
    story.chapter("Setting the scene");
    try (var lab = Lab.start(chart, progress(story))) {
      story.outcome("a host, a sandbox, Flux and Headgate are running", Duration.ZERO);
      Cast.enter(lab.host());
      var world = new World(lab, Repository.create(folder.resolve("repository")), story);
      world.settle(resource("flux.yaml"), resource("gate.yaml"));
      try {
        for (var scenario : scenarios) {
          story.chapter(scenario.title());
          scenario.play(world, story);
        }
      } catch (UnexpectedOutcome e) {
        story.plain("");
        System.err.println("headgate demo: " + e.getMessage());
        System.err.println("The operator's log ends so:");
        var log = lab.operator().lines();
        log.subList(Math.max(0, log.size() - LOG_LINES), log.size())
            .forEach(line -> System.err.println("  " + line));
        Tables.print(lab, story);
        return CommandLine.ExitCode.SOFTWARE;
      }
      Tables.print(lab, story);
      if (keep) {
        stay(lab, story);
      }
      return CommandLine.ExitCode.OK;
    } finally {
      Folders.delete(folder);
    }
  }

  private static void stay(Lab lab, Narrator story) {
    story.plain("");
    story.plain("Still running; Ctrl-C ends it. Look around with");
    story.plain("  export KUBECONFIG=" + lab.host().adminKubeconfig());
    story.plain(
        "  kubectl get pgate,chg -A     (the sandbox: KUBECONFIG="
            + lab.sandbox().adminKubeconfig()
            + ")");
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Progress progress(Narrator story) {
    return (what, elapsed) -> story.act("%s … %d s".formatted(what, elapsed.toSeconds()));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the demo's file " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
