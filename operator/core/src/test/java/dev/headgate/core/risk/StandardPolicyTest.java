package dev.headgate.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardPolicyTest {

  /** Surefire runs in the module's folder. */
  private static final Path DOCUMENT = Path.of("..", "docs", "risk-examples.md");

  private static final String PREFACE =
      """
      # What is risky, by example

      Every rule, and what it says of each example that it is tested with. Written by
      `StandardPolicyTest`, do not edit; to write it anew: `task examples`.
      """;

  static List<Example> examples() {
    return Stream.of(
            NetworkingExamples.ALL,
            CrdExamples.ALL,
            VersionExamples.ALL,
            FluxExamples.ALL,
            ClusterWideExamples.ALL,
            DataExamples.ALL,
            UnknownExamples.ALL)
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void shouldJudgeEveryExampleAsItSays(Example example) {
    var rule =
        StandardPolicy.RULES.stream()
            .filter(candidate -> candidate.name().equals(example.rule()))
            .findFirst()
            .orElseThrow();

    var factors = rule.apply(example.facts()).toList();

    if (example.level() == null) {
      assertThat(factors).isEmpty();
    } else {
      assertThat(factors).isNotEmpty();
      assertThat(factors.stream().map(Factor::level).reduce(RiskLevel::max))
          .contains(example.level());
    }
  }

  @Test
  void shouldSayOfEveryExampleWhatPeopleCanReadInTheDocs() throws IOException {
    if (Boolean.getBoolean("headgate.regenerate")) {
      Files.writeString(DOCUMENT, document());
    }
    assertThat(DOCUMENT).as("stale; type: task examples").content().isEqualTo(document());
  }

  private static String document() {
    return StandardPolicy.RULES.stream()
        .map(
            rule ->
                examples().stream()
                    .filter(example -> example.rule().equals(rule.name()))
                    .map(example -> inWords(rule, example))
                    .collect(
                        Collectors.joining(
                            "", "\n## %s: %s\n\n".formatted(rule.name(), rule.description()), "")))
        .collect(Collectors.joining("", PREFACE, ""));
  }

  private static String inWords(Rule rule, Example example) {
    var factors = rule.apply(example.facts()).map(StandardPolicyTest::inWords).toList();
    return "- %s%s\n%s"
        .formatted(
            example.sentence(),
            factors.isEmpty() ? ": nothing is said" : "",
            String.join("", factors));
  }

  private static String inWords(Factor factor) {
    return "  - %s%s: %s%s\n"
        .formatted(
            factor.level().text(),
            factor.object().isEmpty() ? "" : ", " + factor.object(),
            factor.reason(),
            factor.exercisable() ? "" : " (no sandbox tells)");
  }

  @Test
  void shouldHaveForEveryRuleAnExampleThatFiresAndOneThatDoesNot() {
    for (var rule : StandardPolicy.RULES) {
      var fires =
          examples().stream()
              .filter(example -> example.rule().equals(rule.name()))
              .map(example -> example.level() != null)
              .collect(Collectors.toSet());

      assertThat(fires).as(rule.name()).containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void shouldNameEveryRuleOnceAndDescribeIt() {
    assertThat(StandardPolicy.RULES).extracting(Rule::name).doesNotHaveDuplicates();
    assertThat(StandardPolicy.RULES).allMatch(rule -> !rule.description().isBlank());
  }

  @Test
  void shouldNeverThrowWhateverTheShapeOfAnObject() {
    for (var kind : KindsInTheWild.ALL) {
      for (var shape :
          List.of(
              "spec: 1",
              "spec: [a]",
              "rules: {a: 1}",
              "spec: {template: x}",
              "webhooks: 1",
              "spec: {versions: {a: 1}, ref: x, chart: [], values: {image: {tag: [1]}}}",
              "spec: {resources: {requests: 5}}",
              "subjects: x")) {
        var facts = Example.facts(Example.object(kind, shape), Example.object(kind, "other: 1"));
        var back = Example.facts(Example.object(kind, "spec: {a: 1}"), Example.object(kind, shape));

        assertThat(Classifier.classify(facts)).isNotNull();
        assertThat(Classifier.classify(back)).isNotNull();
      }
    }
  }
}
