package dev.headgate.benchmarks;

import dev.headgate.benchmarks.Moments.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From a verdict to the pin that follows from it, as a watcher sees both. */
final class VerdictToPin implements Benchmark {

  private static final int WARM_UP = 5;
  private static final int COMMITS = 50;

  @Override
  public String id() {
    return "B8";
  }

  @Override
  public String what() {
    return "verdict to pin";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var home = Home.settle(stage, "bench-pins", Home.small());
    var toPin = new ArrayList<Duration>();
    var toShown = new ArrayList<Duration>();
    try (var moments = new Moments(stage.lab().host().client(), home.namespace())) {
      for (int number = 0; number < WARM_UP + COMMITS; number++) {
        var commit = home.bump("value " + number);
        Waiting.until("it is shown", () -> moments.has(commit, Moment.SHOWN));
        home.awaitLive(commit);
        if (number >= WARM_UP) {
          toPin.add(moments.between(commit, Moment.JUDGED, Moment.PINNED));
          toShown.add(moments.between(commit, Moment.SEEN, Moment.SHOWN));
        }
      }
    }
    var pins = Samples.ofDurations(toPin, Duration.ofMillis(1));
    var shown = Samples.ofDurations(toShown, Duration.ofMillis(1));
    return List.of(
        Row.of(id(), what() + ", p50 of 50; limit: the goal", pins.median(), "ms").limit(10),
        Row.of(id(), what() + ", p99; limit: the goal", pins.percentile(0.99), "ms").limit(40),
        Row.of(id(), "head seen to new revision shown, p50", shown.median(), "ms"));
  }
}
