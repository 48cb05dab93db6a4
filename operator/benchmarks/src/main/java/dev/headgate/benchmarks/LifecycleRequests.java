package dev.headgate.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every request of one routine change, from the commit to the day after. */
final class LifecycleRequests implements Benchmark {

  @Override
  public String id() {
    return "B9";
  }

  @Override
  public String what() {
    return "requests of one routine change, commit to live";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var requests = ofOneRoutineChange(stage);
    stage.say("  " + requests);
    var writes = writes(requests);
    return List.of(
        Row.ofRequests(id(), what() + ": " + requests, total(requests)),
        Row.ofRequests(id(), "the writes among them", total(writes)),
        Row.ofRequests(
                id(),
                "status writes of its proof; limit: the goal",
                requests.getOrDefault("patch changerequests/status", 0L))
            .limit(2));
  }

  /** By kind, of both accounts of the operator, in the namespace of the gate. */
  static Map<String, Long> ofOneRoutineChange(Stage stage) throws InterruptedException {
    var home = Home.settle(stage, "bench-lifecycle", Home.small());
    home.awaitLive(home.bump("to warm up"));
    stage.settle();
    var mark = stage.audit().mark();
    home.awaitLive(home.bump("to be counted"));
    stage.settle();
    return Audit.byKind(
        stage.audit().since(mark).stream()
            .filter(
                request ->
                    request.user().equals(Stage.OPERATOR) || request.user().equals(Stage.DRY_RUN))
            .filter(request -> request.namespace().equals(home.namespace()))
            .toList());
  }

  private static Map<String, Long> writes(Map<String, Long> requests) {
    var writes = new TreeMap<>(requests);
    writes
        .keySet()
        .removeIf(
            kind ->
                kind.startsWith("get ") || kind.startsWith("list ") || kind.startsWith("watch "));
    return writes;
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
