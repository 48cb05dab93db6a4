package dev.headgate.benchmarks;

import dev.headgate.runtime.apply.ApplyReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The next revision lacks half of what was applied. The raw loop deletes by name alone and asks
 * nobody; ours writes down the keys first and names the UID in each delete.
 */
final class Prune implements Benchmark {

  private static final int ROUNDS = 3;
  private static final int ALL = 1_000;
  private static final int KEPT = 500;
  private static final int AT_ONCE = 32;

  @Override
  public String id() {
    return "B13";
  }

  @Override
  public String what() {
    return "prune 500 of 1,000 objects";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var ours = new ArrayList<Cost>();
    var raw = new ArrayList<Cost>();
    var requests = 0L;
    for (int round = 0; round <= ROUNDS; round++) {
      var loop = loop(stage, round);
      var mark = stage.audit().mark();
      var headgate = headgate(stage, round);
      requests = deletes(stage, mark);
      stage.say(
          "  round %d: raw loop %.2f s, headgate %.2f s"
              .formatted(round, loop.seconds(), headgate.seconds()));
      if (round > 0) { // the first one warms up
        raw.add(loop);
        ours.add(headgate);
      }
    }
    return List.of(
        Row.of(id(), what(), median(ours), "s").limit(median(raw)).requests(requests),
        Row.of(id(), "the same, processor time of the client", cpu(ours), "CPU s").limit(cpu(raw)));
  }

  private static Cost headgate(Stage stage, int round) throws InterruptedException {
    var client = stage.lab().host().client();
    var objects = new Pile("bench-prune-%d".formatted(round), ALL, 0);
    return Room.with(
        client,
        objects.namespace(),
        () -> {
          var engine = new HeadgateApply(client);
          var first = engine.apply(objects.namespace(), objects.manifests(), ApplyReport.NOTHING);
          var half = new Pile(objects.namespace(), KEPT, 0);
          var cost = engine.apply(objects.namespace(), half.manifests(), first.report()).cost();
          expectKept(stage, objects.namespace());
          return cost;
        });
  }

  private static Cost loop(Stage stage, int round) throws InterruptedException {
    var host = stage.lab().host();
    var objects = new Pile("bench-delete-%d".formatted(round), ALL, 0);
    return Room.with(
        host.client(),
        objects.namespace(),
        () -> {
          var loop = new RawLoop(host, host.client().getConfiguration().getOauthToken(), AT_ONCE);
          loop.apply(objects);
          var cost = loop.delete(objects, KEPT);
          expectKept(stage, objects.namespace());
          return cost;
        });
  }

  private static void expectKept(Stage stage, String namespace) {
    var left =
        stage.lab().host().client().configMaps().inNamespace(namespace).list().getItems().stream()
            .filter(map -> map.getMetadata().getName().startsWith("settings-"))
            .count();
    if (left != KEPT) {
      throw new IllegalStateException("%d objects are left, not %d".formatted(left, KEPT));
    }
  }

  private static long deletes(Stage stage, long mark) {
    return stage.audit().since(mark).stream()
        .filter(request -> request.namespace().startsWith("bench-prune"))
        .filter(request -> request.resource().equals("configmaps"))
        .filter(request -> request.verb().equals("delete"))
        .count();
  }

  private static double median(List<Cost> costs) {
    return Samples.ofDurations(costs.stream().map(Cost::wall).toList(), Duration.ofSeconds(1))
        .median();
  }

  private static double cpu(List<Cost> costs) {
    return Samples.ofDurations(costs.stream().map(Cost::cpu).toList(), Duration.ofSeconds(1))
        .median();
  }
}
