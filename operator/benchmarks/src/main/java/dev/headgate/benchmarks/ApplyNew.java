package dev.headgate.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts 1,000 new objects into a cluster, contestants one after the other, several rounds. */
final class ApplyNew implements Benchmark {

  private final String id;
  private final String what;
  private final Pile.Kind kind;

  private ApplyNew(String id, String what, Pile.Kind kind) {
    this.id = id;
    this.what = what;
    this.kind = kind;
  }

  static ApplyNew small() {
    return new ApplyNew("B1", "apply 1,000 new objects", Pile.Kind.CONFIG_MAP);
  }

  static ApplyNew untilReady() {
    return new ApplyNew(
        "B2", "apply 1,000 new Deployments, until they are ready", Pile.Kind.DEPLOYMENT);
  }

  private static final int OBJECTS = 1_000;
  private static final int ROUNDS = 3;

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
    for (int round = 0; round <= ROUNDS; round++) {
      for (var contestant : contestants) {
        var namespace =
            "bench-%s-%d-%d".formatted(kind.plural(), round, contestants.indexOf(contestant));
        var mark = stage.audit().mark();
        var cost = inNamespace(stage, namespace, contestant);
        if (round > 0) { // the first one warms up
          costs.computeIfAbsent(contestant.name(), any -> new ArrayList<>()).add(cost);
          requests.put(contestant.name(), requests(stage, mark, namespace));
        }
      }
    }
    costs.forEach((name, all) -> stage.say("  %-30s %s".formatted(name, described(all))));
    return rows(costs, requests);
  }

  private static List<Contestant> contestants(Stage stage) {
    var host = stage.lab().host();
    var token = host.client().getConfiguration().getOauthToken();
    return List.of(
        new RawLoop(host, token, 16),
        new HeadgateApply(host.client()),
        new RawLoop(host, token, 32),
        new KubectlApply(host, stage.folder("kubectl")),
        new RawLoop(host, token, 48),
        new FluxApply(stage.lab(), stage.folder("flux")));
  }

  private Cost inNamespace(Stage stage, String namespace, Contestant contestant)
      throws InterruptedException {
    var client = stage.lab().host().client();
    Yaml.apply(client, Yaml.namespace(namespace));
    try {
      return contestant.apply(new Pile(kind, namespace, OBJECTS));
    } finally {
      client.namespaces().withName(namespace).delete();
      Waiting.until(
          namespace + " is gone", () -> client.namespaces().withName(namespace).get() == null);
      Thread.sleep(Duration.ofSeconds(1));
    }
  }

  /** Those on the objects. */
  private long requests(Stage stage, long mark, String namespace) {
    return stage.audit().since(mark).stream()
        .filter(request -> request.namespace().equals(namespace))
        .filter(request -> request.resource().equals(kind.plural()))
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
