package dev.headgate.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardPolicyTest {

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
