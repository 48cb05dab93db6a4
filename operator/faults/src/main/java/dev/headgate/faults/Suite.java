package dev.headgate.faults;

import dev.headgate.faults.plan.Plan;
import dev.headgate.faults.plan.Story;
import dev.headgate.faults.world.Outcome;
import dev.headgate.faults.world.Run;
import dev.headgate.faults.world.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Which plans there are, and their runs, each compared with that of its story without faults. */
final class Suite {

  private static final long SEED = 20_260_101;
  private static final int PAIRS = 20;

  /** Of each family and story in the short form, beside those that are always played. */
  private static final Map<String, List<Story>> SHORT =
      Map.of(
          "crash", List.of(Story.ROUTINE, Story.SANDBOX),
          "lost-answer", List.of(Story.ROUTINE),
          "error", List.of(Story.PROMOTION),
          "storm", List.of(Story.ROUTINE),
          "two", List.of(Story.ROUTINE),
          "expired", List.of(Story.ROUTINE),
          "stale", List.of(Story.ROUTINE),
          "rogue", List.of(Story.ROUTINE),
          "user", List.of(Story.PROMOTION));

  /** They are known to find what they are for: see operator/docs/faults.md. */
  private static final List<String> ALWAYS =
      List.of(
          "promotion-late-changeapprovals",
          "routine-crash-before-patch-gitrepositories-flux-system-2");

  private final Stage stage;
  private final Map<Story, Outcome> references = new EnumMap<>(Story.class);

  Suite(Stage stage) {
    this.stage = stage;
  }

  /** The run without faults, once for each story. */
  Outcome reference(Story story) throws InterruptedException {
    var known = references.get(story);
    if (known != null) {
      return known;
    }
    var outcome = Run.reference(stage, story);
    references.put(story, outcome);
    return outcome;
  }

  Outcome run(Plan plan) throws InterruptedException {
    return plan.isReference()
        ? reference(plan.story())
        : Run.of(stage, plan, reference(plan.story()));
  }

  /** All plans, pairs of them sampled. */
  List<Plan> all() throws InterruptedException {
    var plans = new ArrayList<Plan>();
    for (var story : Story.values()) {
      plans.add(Plan.reference(story));
      var families = new Families(story, reference(story).trace());
      plans.addAll(families.plans());
      plans.addAll(pairs(families));
    }
    return plans;
  }

  /** A sample, always the same. */
  List<Plan> sample() throws InterruptedException {
    var random = new Random(SEED);
    var chosen = new LinkedHashMap<String, Plan>();
    var all = all();
    all.stream()
        .filter(plan -> plan.isReference() || ALWAYS.contains(plan.name()))
        .forEach(plan -> chosen.put(plan.name(), plan));
    SHORT.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                entry
                    .getValue()
                    .forEach(
                        story -> {
                          var those =
                              all.stream()
                                  .filter(plan -> plan.family().equals(entry.getKey()))
                                  .filter(plan -> plan.story() == story)
                                  .filter(plan -> !plan.name().contains("-hang-"))
                                  .filter(plan -> !plan.name().contains("-long-storm-"))
                                  .toList();
                          var plan = those.get(random.nextInt(those.size()));
                          chosen.put(plan.name(), plan);
                        }));
    return List.copyOf(chosen.values());
  }

  private static List<Plan> pairs(Families families) {
    var random = new Random(SEED);
    var singles = new ArrayList<>(families.crashes());
    singles.addAll(families.lostAnswers());
    var pairs = new ArrayList<Plan>();
    for (int index = 0; index < PAIRS; index++) {
      var one = singles.get(random.nextInt(singles.size()));
      var other = singles.get(random.nextInt(singles.size()));
      var faults = new ArrayList<>(one.faults());
      faults.addAll(other.faults());
      pairs.add(
          new Plan(
              "%s-and-%s"
                  .formatted(one.name(), other.name().substring(one.story().word().length() + 1)),
              "pair",
              one.story(),
              1,
              faults));
    }
    return pairs;
  }
}
