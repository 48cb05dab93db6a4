package dev.headgate.benchmarks;

import dev.headgate.benchmarks.Moments.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One app of a home lab moves by a patch: head seen, rendered, compared, checked, judged. */
final class BumpInEighty implements Benchmark {

  private static final int APPS = 80;
  private static final int BUMPS = 10;
  private static final String NAMESPACE = "bench-eighty";

  @Override
  public String id() {
    return "B10";
  }

  @Override
  public String what() {
    return "one-app bump in a tree of 80 Kustomizations";
  }

  @Override
  public List<Row> measure(Stage stage) throws InterruptedException {
    stage.say("  Flux applies a tree of %d Kustomizations first".formatted(APPS));
    var home = Home.settle(stage, NAMESPACE, tree());
    var toAsked = new ArrayList<Duration>();
    var toVerdict = new ArrayList<Duration>();
    var toShown = new ArrayList<Duration>();
    try (var moments = new Moments(stage.lab().host().client(), NAMESPACE)) {
      for (int number = 0; number < BUMPS; number++) {
        var commit = home.commit("a patch of app-" + number, app(number, "1.0.1"));
        Waiting.until("it is shown", () -> moments.has(commit, Moment.SHOWN));
        home.awaitLive(commit);
        toAsked.add(moments.between(commit, Moment.SEEN, Moment.ASKED));
        toVerdict.add(moments.between(commit, Moment.SEEN, Moment.JUDGED));
        toShown.add(moments.between(commit, Moment.SEEN, Moment.SHOWN));
      }
    }
    return List.of(
        row("seen → verdict, p50; limit: the goal", toVerdict, 0.5).limit(1_000),
        row("seen → verdict, slowest of %d".formatted(BUMPS), toVerdict, 1),
        row("of that, seen → ChangeRequest made, p50", toAsked, 0.5),
        row("seen → new revision shown, p50", toShown, 0.5));
  }

  private Row row(String part, List<Duration> times, double share) {
    var samples = Samples.ofDurations(times, Duration.ofMillis(1));
    return Row.of(id(), what() + ": " + part, samples.percentile(share), "ms");
  }

  private static Map<String, String> tree() {
    var files = new LinkedHashMap<String, String>();
    files.put(
        "apps/kustomization.yaml",
        "resources:\n"
            + IntStream.range(0, APPS)
                .mapToObj("- app-%d/ks.yaml\n"::formatted)
                .collect(Collectors.joining()));
    IntStream.range(0, APPS).forEach(number -> files.putAll(app(number, "1.0.0")));
    return files;
  }

  private static Map<String, String> app(int number, String version) {
    var name = "app-" + number;
    return Map.of(
        "apps/%s/ks.yaml".formatted(name),
        Yaml.kustomization(NAMESPACE, name, "./apps/%s/app".formatted(name)),
        "apps/%s/app/kustomization.yaml".formatted(name),
        "resources: [deployment.yaml, settings.yaml]\n",
        "apps/%s/app/settings.yaml".formatted(name),
        Yaml.configMap(name, "one"),
        "apps/%s/app/deployment.yaml".formatted(name),
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: 0
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers: [{name: app, image: "registry.example.org/%1$s:%2$s"}]
        """
            .formatted(name, version));
  }
}
