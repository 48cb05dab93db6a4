package dev.headgate.faults.world;

import dev.headgate.faults.monitor.Evidence;
import dev.headgate.faults.monitor.Expected;
import dev.headgate.faults.monitor.Promise;
import dev.headgate.faults.monitor.Seen;
import dev.headgate.faults.plan.Plan;
import dev.headgate.faults.plan.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays one plan from an empty namespace until nothing is left, watched all the while, and checks
 * every promise.
 */
public final class Run {

  private final Stage stage;
  private final Plan plan;
  private final Optional<Outcome> reference;
  private final List<String> violations = new ArrayList<>();
  private final Map<String, Long> evaluated = new LinkedHashMap<>();

  private Run(Stage stage, Plan plan, Optional<Outcome> reference) {
    this.stage = stage;
    this.plan = plan;
    this.reference = reference;
  }

  /** Without faults; the others are compared with it. */
  public static Outcome reference(Stage stage, Story story) throws InterruptedException {
    return new Run(stage, Plan.reference(story), Optional.empty()).play();
  }

  public static Outcome of(Stage stage, Plan plan, Outcome reference) throws InterruptedException {
    return new Run(stage, plan, Optional.of(reference)).play();
  }

  private Outcome play() throws InterruptedException {
    var began = System.nanoTime();
    var words = Words.listen();
    var world = new World(stage, plan);
    Optional<EndState> end = Optional.empty();
    List<Seen> seen;
    try (world;
        var monitor = stage.watch()) {
      try {
        new Stories(world, plan.operators()).play(plan.story());
        world.awaitQuiet();
        end = Optional.of(EndState.of(world.scene()));
        world.leave();
        world.awaitQuiet();
      } catch (InVainException e) {
        violations.add("L " + e.getMessage());
      }
      seen = monitor.seen();
    }
    var all = new ArrayList<>(words.all());
    all.addAll(world.crew().metrics());
    check(new Evidence(seen, world.trace().all(), all, expected(world)));
    compare(end);
    return new Outcome(
        plan,
        Duration.ofNanos(System.nanoTime() - began),
        evaluated,
        List.copyOf(violations),
        world.script().missed(),
        world.trace().all(),
        all,
        end,
        proven(seen));
  }

  private void check(Evidence evidence) {
    for (var promise : Promise.ALL) {
      var findings = promise.check(evidence);
      evaluated.put(promise.id(), findings.evaluated());
      findings.violations().forEach(words -> violations.add(promise.id() + " " + words));
    }
  }

  private void compare(Optional<EndState> end) {
    evaluated.put("L", 1L);
    var aim = reference.flatMap(Outcome::end);
    if (reference.isPresent() && aim.isEmpty()) {
      violations.add("L the run without faults did not end well, so there is nothing to compare");
    }
    if (end.isPresent() && aim.isPresent()) {
      var should = aim.get();
      var differences =
          plan.endsTheSame()
              ? end.get().differences(should)
              : end.get().goal().differences(should.goal());
      differences.forEach(words -> violations.add("L " + words));
    }
  }

  private Expected expected(World world) {
    var secrets = new ArrayList<>(stage.secrets().values());
    secrets.add(Stories.PASSWORD_ONE);
    secrets.add(Stories.PASSWORD_TWO);
    return new Expected(
        world.scene().namespace(),
        Scene.GATE,
        Scene.SOURCE,
        plan.story() == Story.PROMOTION,
        plan.story() == Story.SANDBOX,
        reference.map(Outcome::proven).orElse(Map.of()),
        List.copyOf(secrets));
  }

  /** Commits have the same names in every run, since their times are fixed. */
  private static Map<String, String> proven(List<Seen> seen) {
    var digests = new HashMap<String, String>();
    for (var one : seen) {
      var verdict = one.object().at("/status/verdict");
      if (one.resource().equals("changerequests") && verdict.isObject()) {
        digests.put(
            verdict.path("revision").asText().replaceFirst(".*:", ""),
            verdict.path("changeSetDigest").asText());
      }
    }
    return digests;
  }
}
