package dev.headgate.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts 1,000 new objects into a cluster, contestants one after the other, several rounds. */
final class ApplyNew implements Benchmark {

  private final String id;
  private final String what;
  private final int every;
  private final int rounds;
  private final List<Integer> atOnce;

  private ApplyNew(String id, String what, int every, int rounds, List<Integer> atOnce) {
    this.id = id;
    this.what = what;
    this.every = every;
    this.rounds = rounds;
    this.atOnce = atOnce;
  }

  static ApplyNew small() {
    return new ApplyNew("B1", "apply 1,000 new objects", 0, 3, List.of(16, 32, 48));
  }

  static ApplyNew untilReady() {
    return new ApplyNew(
        "B2", "apply 1,000 new objects, 100 of them Deployments, until ready", 10, 2, List.of(32));
  }

  private static final int OBJECTS = 1_000;
  private static final Set<String> OF_THE_PILE = Set.of("configmaps", "deployments");

  @Override
  public String id() {
    return id;
  }

  @Override
  public String what() {
    return what;
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    var contestants = contestants(stage);
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    Map<String, Long> requests = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (var contestant : contestants) {
        var namespace = "bench-%d-%d-%d".formatted(every, round, contestants.indexOf(contestant));
        var mark = stage.audit().mark();
        var cost = inNamespace(stage, namespace, contestant);
        stage.say("  round %d: %s %.2f s".formatted(round, contestant.name(), cost.seconds()));
        if (round > 0) { // the first one warms up
          costs.computeIfAbsent(contestant.name(), any -> new ArrayList<>()).add(cost);
          requests.put(contestant.name(), requests(stage, mark, namespace));
        }
      }
    }
    costs.forEach((name, all) -> stage.say("  %-30s %s".formatted(name, described(all))));
    return rows(costs, requests);
  }

  /** The raw loops stand between the others, so that none has the quiet moments for itself. */
  private List<Contestant> contestants(Stage stage) {
    var host = stage.lab().host();
    var token = host.client().getConfiguration().getOauthToken();
    var all =
        new ArrayList<Contestant>(
            List.of(
                new HeadgateApply(host.client()),
                new KubectlApply(host, stage.folder("kubectl")),
                new FluxApply(stage.lab(), stage.folder("flux"))));
    for (int number = 0; number < atOnce.size(); number++) {
      all.add(2 * number, new RawLoop(host, token, atOnce.get(number)));
    }
    return all;
  }

  private Cost inNamespace(Stage stage, String namespace, Contestant contestant)
      throws InterruptedException {
    return Room.with(
        stage.lab().host().client(),
        namespace,
        () -> contestant.apply(new Pile(namespace, OBJECTS, every)));
  }

  /** Those on the objects. */
  private static long requests(Stage stage, long mark, String namespace) {
    return stage.audit().since(mark).stream()
        .filter(request -> request.namespace().equals(namespace))
        .filter(request -> OF_THE_PILE.contains(request.resource()))
        .filter(request -> !request.verb().equals("deletecollection"))
        .count();
  }

  private List<Row> rows(Map<String, List<Cost>> costs, Map<String, Long> requests) {
    var raw =
        costs.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("raw"))
            .min((one, other) -> Double.compare(seconds(one.getValue()), seconds(other.getValue())))
            .orElseThrow();
    var ours = costs.getOrDefault("headgate", List.of());
    var rows = new ArrayList<Row>();
    for (var peer : List.of("kubectl apply --server-side", "kustomize-controller")) {
      var theirs = costs.getOrDefault(peer, List.of());
      rows.add(
          Row.of(id, what + "; peer: " + peer, seconds(ours), "s")
              .peer(seconds(theirs))
              .limit(seconds(raw.getValue()))
              .requests(requests.getOrDefault("headgate", 0L)));
      rows.add(
          Row.of(id, "the same, processor time of the client", cpu(ours), "CPU s")
              .peer(cpu(theirs))
              .limit(cpu(raw.getValue())));
    }
    return rows;
  }

  private static double seconds(List<Cost> costs) {
    return new Samples(costs.stream().map(Cost::seconds).toList()).median();
  }

  private static double cpu(List<Cost> costs) {
    return new Samples(costs.stream().map(Cost::cpuSeconds).toList()).median();
  }

  private static String described(List<Cost> costs) {
    return "%s s, CPU %.2f s"
        .formatted(new Samples(costs.stream().map(Cost::seconds).toList()).spread(), cpu(costs));
  }
}
