package dev.headgate.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** From a ChangeRequest without risk to its verdict, its bytes at hand. */
final class Decisions implements Benchmark {

  private static final String NAMESPACE = "bench-decisions";
  private static final int WARM_UP = 20;
  private static final int ONE_BY_ONE = 100;
  private static final int AT_ONCE = 1_000;

  @Override
  public String id() {
    return "B4";
  }

  @Override
  public String what() {
    return "Low-risk ChangeRequest to verdict";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var client = stage.lab().host().client();
    try (var proofs = Proofs.in(client, NAMESPACE)) {
      var times = new ArrayList<Duration>();
      for (int number = 0; number < WARM_UP + ONE_BY_ONE; number++) {
        var time = proofs.prove("one-" + number);
        if (number >= WARM_UP) {
          times.add(time);
        }
      }
      var samples = Samples.ofDurations(times, Duration.ofMillis(1));
      stage.settle();
      var mark = stage.audit().mark();
      var names = IntStream.range(0, AT_ONCE).mapToObj(number -> "all-" + number).toList();
      var together = proofs.proveAll(names);
      var requests = requests(stage, mark);
      return List.of(
          Row.of(id(), what() + ", p50 of 100; limit: the goal", samples.median(), "ms").limit(50),
          Row.of(id(), what() + ", p99 of 100", samples.percentile(0.99), "ms"),
          Row.of(id(), "1,000 of them at once; limit: the goal", together.toMillis() / 1e3, "s")
              .limit(12)
              .requests(requests));
    } finally {
      client.namespaces().withName(NAMESPACE).delete();
    }
  }

  private static long requests(Stage stage, long mark) {
    return stage.audit().since(mark).stream()
        .filter(request -> request.namespace().equals(NAMESPACE))
        .filter(request -> !request.user().equals(Stage.ADMIN))
        .count();
  }
}
