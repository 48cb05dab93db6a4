package dev.headgate.benchmarks;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The host's API server goes away while proofs are in flight, and comes back. */
final class Outage implements Benchmark {

  private static final String NAMESPACE = "bench-outage";
  private static final int IN_FLIGHT = 100;
  private static final Duration AWAY = Duration.ofSeconds(60);

  @Override
  public String id() {
    return "B11";
  }

  @Override
  public String what() {
    return "API server away for 60 s, 100 proofs in flight";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var host = stage.lab().host();
    try (var proofs = Proofs.in(host.client(), NAMESPACE)) {
      proofs.proveAll(names("warm"));
      var usual = proofs.proveAll(names("usual"));
      stage.lab().operator().pause();
      names("away").forEach(proofs::create);
      host.stopApiServer();
      stage.lab().operator().resume();
      stage.say("  away; %d of %d were judged before".formatted(judged(proofs), IN_FLIGHT));
      Thread.sleep(AWAY);
      var mark = stage.audit().mark();
      host.startApiServer();
      stage.lab().operator().keepRunning();
      var began = System.nanoTime();
      for (var name : names("away")) {
        proofs.await(name);
      }
      var converged = Duration.ofNanos(System.nanoTime() - began);
      stage.settle();
      return List.of(
          Row.of(id(), what() + ": until all are judged", converged.toMillis() / 1e3, "s")
              .limit(usual.toMillis() * 1.5 / 1e3),
          Row.of(
              id(),
              "the most requests of the operator in one second",
              (double) peak(stage, mark),
              "1/s"),
          Row.of(id(), "proofs lost", (double) (IN_FLIGHT - judged(proofs)), "proofs").limit(0));
    } finally {
      host.client().namespaces().withName(NAMESPACE).delete();
    }
  }

  private static List<String> names(String what) {
    return IntStream.range(0, IN_FLIGHT).mapToObj(number -> what + "-" + number).toList();
  }

  private static long judged(Proofs proofs) {
    return names("away").stream().filter(proofs::isJudged).count();
  }

  private static long peak(Stage stage, long mark) {
    return stage.audit().since(mark).stream()
        .filter(request -> request.user().equals(Stage.OPERATOR))
        .map(Audit.Request::second)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getValue)
        .orElse(0L);
  }
}
