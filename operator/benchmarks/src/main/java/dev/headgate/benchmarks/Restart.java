package dev.headgate.benchmarks;

import dev.headgate.local.OperatorProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From starting the operator to the verdict on what waited for it. */
final class Restart implements Benchmark {

  private static final int MANY = 1_000;
  private static final int ROUNDS = 3;

  @Override
  public String id() {
    return "B7";
  }

  @Override
  public String what() {
    return "restart to first decision, 1,000 ChangeRequests there";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    Finished.atLeast(stage, MANY);
    var times = new ArrayList<Duration>();
    try (var proofs = Proofs.in(stage.lab().host().client(), "bench-restart")) {
      for (int round = 0; round < ROUNDS; round++) {
        var name = "waiting-" + round + "-" + System.nanoTime();
        stage.lab().operator().kill();
        proofs.create(name);
        var began = System.nanoTime();
        stage.lab().operator().restart();
        proofs.await(name);
        times.add(Duration.ofNanos(System.nanoTime() - began));
      }
    }
    return List.of(
        Row.of(
                id(),
                what()
                    + (System.getProperty(OperatorProcess.PACKAGED) == null
                        ? ", from jars and without an AOT cache; limit: the goal with one"
                        : ", as packaged; limit: the goal"),
                Samples.ofDurations(times, Duration.ofSeconds(1)).median(),
                "s")
            .limit(0.9));
  }
}
