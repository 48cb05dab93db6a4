package dev.headgate.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What an operator asks for in a minute in which nothing happens. */
final class Idle implements Benchmark {

  private static final int MANY = 1_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Override
  public String id() {
    return "B5";
  }

  @Override
  public String what() {
    return "requests in one idle minute";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    Finished.none(stage);
    var none = minute(stage);
    Finished.atLeast(stage, MANY);
    var many = minute(stage);
    stage.say("  with none: %s; with %d: %s".formatted(none, MANY, many));
    return List.of(
        Row.ofRequests(id(), what() + " with none", total(none)),
        Row.ofRequests(id(), what() + " with 1,000 finished: " + many, total(many)),
        Row.of(
                id(),
                "the same, for each ChangeRequest; limit: the goal",
                (total(many) - total(none)) / (double) MANY,
                "requests")
            .limit(0));
  }

  private static Map<String, Long> minute(Stage stage) throws InterruptedException {
    stage.settle();
    var mark = stage.audit().mark();
    Thread.sleep(MINUTE);
    return Audit.byKind(
        stage.audit().since(mark).stream()
            .filter(
                request ->
                    request.user().equals(Stage.OPERATOR) || request.user().equals(Stage.DRY_RUN))
            .toList());
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
