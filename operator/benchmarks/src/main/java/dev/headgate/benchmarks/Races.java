package dev.headgate.benchmarks;

import dev.headgate.runtime.kube.FluxKinds;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pushes that race with proofs, pins and restarts of the operator. Every second commit asks for
 * approvals that nobody gives; none of them may ever be seen.
 */
final class Races implements Benchmark {

  private static final int RESTARTS = 4;
  private static final Duration MOST_BETWEEN_PUSHES = Duration.ofMillis(400);

  private final int withFlux;
  private final int onThePin;

  /**
   * So many races.
   *
   * @param withFlux while the real kustomize-controller follows
   * @param onThePin while nobody follows, and pushes come as fast as Git makes them
   */
  Races(int withFlux, int onThePin) {
    this.withFlux = withFlux;
    this.onThePin = onThePin;
  }

  @Override
  public String id() {
    return "B8";
  }

  @Override
  public String what() {
    return "unapproved revisions that were seen in races";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var bySuspend = new SuspendingGate(stage.lab()).race(stage.folder("bench-suspend"));
    stage.say("  by suspend: %s".formatted(bySuspend));
    var followed = race(stage, "bench-races", withFlux, MOST_BETWEEN_PUSHES);
    var alone = race(stage, "bench-races-alone", onThePin, Duration.ZERO);
    return List.of(
        row("of %d pushes, Flux following".formatted(withFlux), followed),
        row("of %d pushes, on the pin alone".formatted(onThePin), alone),
        Row.of(
                id(),
                "share of unapproved revisions that Flux tried; peer: a gate by suspend, %d races"
                    .formatted(bySuspend.races()),
                100.0 * followed / withFlux,
                "%")
            .peer(100.0 * bySuspend.tried() / bySuspend.races())
            .limit(0));
  }

  private Row row(String of, long seen) {
    return Row.of(id(), what() + ": " + of, (double) seen, "revisions").limit(0);
  }

  /** Returns how many unapproved commits were seen. */
  private static long race(Stage stage, String namespace, int pushes, Duration mostBetween)
      throws InterruptedException {
    var client = stage.lab().host().client();
    var home = Home.settle(stage, namespace, Home.small());
    var alone = mostBetween.isZero();
    if (alone) {
      Yaml.patch(client, FluxKinds.KUSTOMIZATION, namespace, "root", "{\"suspend\": true}");
    }
    Set<String> unapproved = new HashSet<>();
    var last = "";
    try (var shown = new Shown(client, namespace)) {
      for (int number = 0; number < pushes; number++) {
        if (number % 2 == 0) {
          unapproved.add(home.commitWithCare("push " + number));
        } else {
          last = home.bump("push " + number);
        }
        // Deterministic, and of every length up to the most: no moment of a proof is left out.
        Thread.sleep(mostBetween.multipliedBy(number * 37L % 100).dividedBy(100));
        if (number % (pushes / RESTARTS) == pushes / RESTARTS - 1) {
          stage.lab().operator().kill();
          stage.lab().operator().restart();
          stage.say("  %d of %d pushes".formatted(number + 1, pushes));
        }
      }
      var end = last;
      Waiting.until(end + " is shown", () -> shown.isShown(end) && (alone || shown.isTried(end)));
      return shown.of(unapproved);
    }
  }
}
