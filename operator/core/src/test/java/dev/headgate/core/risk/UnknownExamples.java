package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.facts;
import static dev.headgate.core.risk.Example.manifests;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.Example.rendering;
import static dev.headgate.core.risk.NetworkingExamples.ociRepository;
import static dev.headgate.core.risk.NetworkingExamples.release;
import static dev.headgate.core.risk.RiskLevel.HIGH;
import static dev.headgate.core.risk.RiskLevel.MEDIUM;

import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Rendering;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class UnknownExamples {

  static final List<Example> ALL =
      List.of(
          new Example(
              "FloatingInput",
              "a new semver range",
              MEDIUM,
              facts(nothing(), rendering(Manifests.NONE, "web/app: >=1.0"), Coverage.FULL)),
          new Example(
              "FloatingInput",
              "a range that is already live",
              null,
              facts(
                  rendering(Manifests.NONE, "web/app: >=1.0"),
                  rendering(Manifests.NONE, "web/app: >=1.0"),
                  Coverage.FULL)),
          new Example(
              "NewGap",
              "a new remote base",
              MEDIUM,
              facts(nothing(), withGap(Gap.Kind.REMOTE_BASE), Coverage.FULL)),
          new Example(
              "NewGap",
              "a remote base that stays",
              null,
              facts(withGap(Gap.Kind.REMOTE_BASE), withGap(Gap.Kind.REMOTE_BASE), Coverage.FULL)),
          new Example(
              "NewGap",
              "a new encrypted value",
              null,
              facts(nothing(), withGap(Gap.Kind.PLACEHOLDER), Coverage.FULL)),
          new Example(
              "NewGap",
              "a new Kustomization of another cluster",
              MEDIUM,
              facts(nothing(), withGap(Gap.Kind.NOT_CHECKED), Coverage.FULL)),
          new Example(
              "NewGap",
              "a new variable without a value",
              MEDIUM,
              facts(nothing(), withGap(Gap.Kind.UNRESOLVED_VARIABLE), Coverage.FULL)),
          new Example(
              "GoneGap",
              "a remote base that goes",
              MEDIUM,
              facts(withGap(Gap.Kind.REMOTE_BASE), nothing(), Coverage.FULL)),
          new Example(
              "GoneGap",
              "a remote base that stays",
              null,
              facts(withGap(Gap.Kind.REMOTE_BASE), withGap(Gap.Kind.REMOTE_BASE), Coverage.FULL)),
          new Example(
              "LiveUnknown",
              "a live that cannot be rendered",
              HIGH,
              facts(Rendering.unknown("an object twice"), nothing(), Coverage.FULL)),
          new Example(
              "LiveUnknown", "a live that can", null, facts(nothing(), nothing(), Coverage.FULL)),
          new Example(
              "Uncovered",
              "a file that nothing reads",
              MEDIUM,
              facts(nothing(), nothing(), new Coverage(1, List.of("talos/node.yaml"), false))),
          uncovered("as many files as are named", 10),
          uncovered("more files than are named", 13),
          new Example(
              "Uncovered",
              "a chart that CI has not rendered",
              MEDIUM,
              facts(
                  nothing(),
                  nothing(),
                  new Coverage(1, List.of(), false, List.of("HelmRelease web/a is not rendered")))),
          new Example(
              "Uncovered",
              "a tree that differs alone",
              MEDIUM,
              facts(nothing(), nothing(), new Coverage(1, List.of(), true))),
          new Example(
              "Uncovered",
              "files that are all read",
              null,
              facts(nothing(), nothing(), new Coverage(3, List.of(), false))),
          Example.fires(MEDIUM, "Size", "31 objects", "", configMaps(31)),
          Example.fires(MEDIUM, "Size", "100 objects", "", configMaps(100)),
          Example.fires(HIGH, "Size", "101 objects", "", configMaps(101)),
          Example.fires(
              MEDIUM,
              "Size",
              "one chart that restarts 30 releases",
              chart("4.1.1") + releases(30),
              chart("4.1.2") + releases(30)),
          Example.calm("Size", "30 objects", "", configMaps(30)));

  private static Example uncovered(String sentence, int count) {
    var files = IntStream.range(0, count).mapToObj(n -> "talos/%d.yaml".formatted(n)).toList();
    return new Example(
        "Uncovered",
        sentence,
        MEDIUM,
        facts(nothing(), nothing(), new Coverage(count, files, false)));
  }

  static Rendering nothing() {
    return rendering(manifests(""));
  }

  static Rendering withGap(Gap.Kind kind) {
    return new Rendering(
        Manifests.NONE, List.of(new Gap(kind, "apps/x.yaml", "x")), new TreeSet<>(), List.of());
  }

  private static String configMaps(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> object("v1 ConfigMap web/c" + i, "data: {}"))
        .collect(Collectors.joining());
  }

  private static String chart(String tag) {
    return ociRepository("web/shared", "oci://example.org/charts/app-template", tag);
  }

  private static String releases(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                release("web/app" + i, "a: 1")
                    .replace("name: app" + i + "}\n  a", "name: shared}\n  a"))
        .collect(Collectors.joining());
  }

  private UnknownExamples() {}
}
