package dev.headgate.faults;

import dev.headgate.faults.plan.Action;
import dev.headgate.faults.plan.Deed;
import dev.headgate.faults.plan.Fault;
import dev.headgate.faults.plan.Match;
import dev.headgate.faults.plan.Plan;
import dev.headgate.faults.plan.Story;
import dev.headgate.faults.proxy.Call;
import dev.headgate.faults.proxy.Traced;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All the trouble that one story can be played with, family by family. Which requests there are is
 * read off a run without trouble.
 */
final class Families {

  private static final int[] ERRORS = {403, 404, 409, 422, 429, 500, 503};
  private static final int[] STORMS = {503, 429, 0};
  private static final long HANG_MILLIS = 25_000;
  private static final long STORM_MILLIS = 5_000;
  private static final long LONG_STORM_MILLIS = 60_000;
  private static final long LAG_MILLIS = 3_000;
  private static final int ALL = 1_000;

  private final Story story;
  private final List<Point> writes;
  private final List<String> kinds;

  /** One request of a story: the so-manieth that is like that. */
  private record Point(Match on, int occurrence) {

    String words() {
      return "%s-%s%s%s-%d"
          .formatted(
              on.method(), on.resource(), word(on.subresource()), word(on.name()), occurrence)
          .toLowerCase(Locale.ROOT);
    }

    private static String word(@Nullable String part) {
      return part == null || part.isEmpty() || part.equals("*") ? "" : "-" + part;
    }
  }

  Families(Story story, List<Traced> trace) {
    this.story = story;
    this.writes = points(trace);
    this.kinds =
        trace.stream()
            .map(Traced::call)
            .filter(call -> call.watch() && call.cluster().equals("host"))
            .map(Call::resource)
            .distinct()
            .sorted()
            .toList();
  }

  /** The whole of it. */
  List<Plan> plans() {
    var plans = new ArrayList<Plan>();
    plans.addAll(crashes());
    plans.addAll(lostAnswers());
    plans.addAll(errors());
    plans.addAll(storms());
    plans.addAll(rivals());
    plans.addAll(lateEvents());
    plans.addAll(slowAndBroken());
    plans.addAll(expiredWatches());
    plans.addAll(staleLists());
    plans.addAll(deeds());
    return plans;
  }

  /** The operator dies before and after each write. */
  List<Plan> crashes() {
    var plans = new ArrayList<Plan>();
    for (var write : writes) {
      plans.add(single("crash", "crash-before", write, Action.CRASH_BEFORE));
      plans.add(single("crash", "crash-after", write, Action.CRASH_AFTER));
    }
    return plans;
  }

  List<Plan> lostAnswers() {
    return writes.stream()
        .map(write -> single("lost-answer", "lost-answer", write, Action.LOSE_ANSWER))
        .toList();
  }

  /** Each write is refused once, or hangs. */
  List<Plan> errors() {
    var plans = new ArrayList<Plan>();
    for (var write : writes) {
      for (var status : ERRORS) {
        plans.add(
            plan("error", status + "-" + write.words(), at(write, Action.ANSWER).status(status)));
      }
      plans.add(plan("error", "hang-" + write.words(), at(write, Action.HANG).millis(HANG_MILLIS)));
    }
    return plans;
  }

  private List<Plan> storms() {
    var plans = new ArrayList<Plan>();
    for (var write : every(3)) {
      for (var status : STORMS) {
        plans.add(
            plan(
                "storm",
                "storm-%d-%s".formatted(status, write.words()),
                at(write, Action.STORM).status(status).millis(STORM_MILLIS)));
      }
    }
    for (var write : every(12)) {
      plans.add(
          plan(
              "storm",
              "long-storm-" + write.words(),
              at(write, Action.STORM).status(0).millis(LONG_STORM_MILLIS)));
    }
    return plans;
  }

  /** Two at once, also with clocks an hour apart, and one of the two dies. */
  private List<Plan> rivals() {
    var plans = new ArrayList<Plan>();
    for (var hours : new int[] {0, 1}) {
      var word = hours == 0 ? "two" : "two-an-hour-apart";
      plans.add(new Plan(name(word), "two", story, 2, hours, List.of()));
      for (var write : every(hours == 0 ? 4 : 8)) {
        plans.add(
            new Plan(
                name(word + "-crash-after-" + write.words()),
                "two",
                story,
                2,
                hours,
                List.of(at(write, Action.CRASH_AFTER))));
      }
    }
    return plans;
  }

  private List<Plan> lateEvents() {
    return kinds.stream()
        .map(
            kind ->
                plan(
                    "late",
                    "late-" + kind,
                    Fault.at(Match.watchOf(kind), 1, Action.LAG).times(ALL).millis(LAG_MILLIS)))
        .toList();
  }

  /** Each write takes its time; of each list half of the answer comes, once. */
  private List<Plan> slowAndBroken() {
    var plans = new ArrayList<Plan>();
    for (var write : every(4)) {
      plans.add(plan("slow", "slow-" + write.words(), at(write, Action.DELAY).millis(LAG_MILLIS)));
    }
    for (var kind : kinds) {
      plans.add(
          plan("truncated", "truncated-" + kind, Fault.at(Match.listOf(kind), 1, Action.TRUNCATE)));
    }
    return plans;
  }

  private List<Plan> expiredWatches() {
    return kinds.stream()
        .map(
            kind ->
                plan(
                    "expired",
                    "expired-" + kind,
                    Fault.at(Match.watchOf(kind), 1, Action.EXPIRE).skip(2)))
        .toList();
  }

  /** The operator dies, and the next begins with lists that are old. */
  private List<Plan> staleLists() {
    var plans = new ArrayList<Plan>();
    for (var write : every(4)) {
      for (var kind : kinds) {
        plans.add(
            plan(
                "stale",
                "stale-%s-after-%s".formatted(kind, write.words()),
                at(write, Action.CRASH_AFTER),
                Fault.at(Match.listOf(kind), 2, Action.STALE)));
      }
    }
    return plans;
  }

  private List<Plan> deeds() {
    var plans = new ArrayList<Plan>();
    for (var write : every(3)) {
      for (var deed : Deed.values()) {
        if (concerns(deed)) {
          plans.add(
              plan(
                  deed.isRogue() ? "rogue" : "user",
                  "%s-at-%s".formatted(deed.word(), write.words()),
                  Fault.deed(write.on(), write.occurrence(), deed)));
        }
      }
    }
    return plans;
  }

  private boolean concerns(Deed deed) {
    return switch (deed) {
      case DELETE_SANDBOXES, DELETE_LEASES, EMPTY_SANDBOX, UNLABEL_SANDBOX ->
          story == Story.SANDBOX;
      case RECREATE_APPROVALS -> story == Story.PROMOTION;
      default -> true;
    };
  }

  private Plan single(String family, String word, Point write, Action action) {
    return plan(family, word + "-" + write.words(), at(write, action));
  }

  private Plan plan(String family, String words, Fault... faults) {
    return new Plan(name(words), family, story, 1, Arrays.asList(faults));
  }

  private String name(String words) {
    return story.word() + "-" + words;
  }

  private static Fault at(Point point, Action action) {
    return Fault.at(point.on(), point.occurrence(), action);
  }

  /** Every so-manieth write, from the first on. */
  private List<Point> every(int step) {
    var chosen = new ArrayList<Point>();
    for (int index = 0; index < writes.size(); index += step) {
      chosen.add(writes.get(index));
    }
    return chosen;
  }

  private static List<Point> points(List<Traced> trace) {
    Map<Match, Integer> counts = new LinkedHashMap<>();
    var points = new ArrayList<Point>();
    for (var one : trace) {
      var call = one.call();
      if (call.isWrite()) {
        counts.putIfAbsent(Match.like(call), 0);
      }
    }
    for (var one : trace) {
      counts.replaceAll((match, count) -> match.matches(one.call()) ? count + 1 : count);
      if (one.call().isWrite()) {
        var on = Match.like(one.call());
        points.add(new Point(on, counts.getOrDefault(on, 1)));
      }
    }
    return points;
  }
}
