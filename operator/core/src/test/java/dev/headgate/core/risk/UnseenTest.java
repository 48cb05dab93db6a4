package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.facts;
import static dev.headgate.core.risk.Example.manifests;
import static dev.headgate.core.risk.Example.object;
import static dev.headgate.core.risk.Example.rendering;
import static dev.headgate.core.risk.UnknownExamples.nothing;
import static dev.headgate.core.risk.UnknownExamples.withGap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Gap;
import dev.headgate.core.change.Manifests;
import dev.headgate.core.change.Rendering;
import dev.headgate.core.risk.Plan.SandboxNeed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody has seen cannot be run, so a person is asked. */
class UnseenTest {

  static Stream<ChangeFacts> whatNoRunCanExercise() {
    var files = IntStream.range(0, 12).mapToObj(n -> "talos/%d.yaml".formatted(n)).toList();
    return Stream.of(
        facts(nothing(), withGap(Gap.Kind.REMOTE_BASE), Coverage.FULL),
        facts(withGap(Gap.Kind.REMOTE_BASE), nothing(), Coverage.FULL),
        facts(nothing(), withGap(Gap.Kind.NOT_CHECKED), Coverage.FULL),
        facts(
            nothing(),
            rendering(Manifests.NONE, "Kustomization/x/y: remote base z"),
            Coverage.FULL),
        facts(nothing(), nothing(), new Coverage(12, files, false)),
        facts(nothing(), nothing(), new Coverage(1, List.of(), true)));
  }

  @ParameterizedTest
  @MethodSource("whatNoRunCanExercise")
  void shouldAskAPersonAboutWhatNoRunCanExercise(ChangeFacts facts) {
    var risk = Classifier.classify(facts);
    var plan = plan(risk);

    assertThat(risk.level()).isEqualTo(RiskLevel.MEDIUM);
    assertThat(risk.factors()).isNotEmpty().noneMatch(Factor::exercisable);
    assertThat(plan.approvals()).isEqualTo(1);
    assertThat(plan.sandbox()).isEqualTo(SandboxNeed.NEVER);
  }

  @Test
  void shouldRunAnImageThatFloatsByTheNameOfItsObject() {
    var image =
        object("v1 ConfigMap web/app", "data: {}")
            + object("apps/v1 Deployment web/app", "spec: {replicas: 1}");

    var risk =
        Classifier.classify(
            facts(
                nothing(),
                rendering(manifests(image), "Deployment/web/app: image app:latest"),
                Coverage.FULL));

    assertThat(risk.factors())
        .filteredOn(factor -> factor.rule().equals("FloatingInput"))
        .singleElement()
        .satisfies(
            factor -> {
              assertThat(factor.object()).isEqualTo("Deployment.apps/web/app");
              assertThat(factor.exercisable()).isTrue();
            });
  }

  @Test
  void shouldRunAnObjectWithAVariableThatHasNoValue() {
    var key = "ConfigMap/web/app";
    var candidate =
        new Rendering(
            manifests(
                object("v1 ConfigMap web/aaa", "data: {}")
                    + object("v1 ConfigMap web/app", "data: {host: placeholder-host}")),
            List.of(new Gap(Gap.Kind.UNRESOLVED_VARIABLE, key, "no value for HOST")),
            new TreeSet<>(),
            List.of());

    assertThat(Classifier.classify(facts(nothing(), candidate, Coverage.FULL)).factors())
        .containsExactly(
            new Factor("NewGap", RiskLevel.MEDIUM, key, key + ": no value for HOST", true));
  }

  @Test
  void shouldLeaveAllToAPersonWhenNobodyKnowsWhatIsLive() {
    var route = "gateway.networking.k8s.io/v1 HTTPRoute web/app";
    var candidate = manifests(object(route, "spec: {hostnames: [app.example.org]}"));

    var risk =
        Classifier.classify(facts(Rendering.unknown("twice"), rendering(candidate), Coverage.FULL));

    assertThat(risk.level()).isEqualTo(RiskLevel.HIGH);
    assertThat(risk.factors()).extracting(Factor::rule).contains("LiveUnknown", "GatewayApi");
    assertThat(risk.factors()).noneMatch(Factor::exercisable);
    assertThat(plan(risk).sandbox()).isEqualTo(SandboxNeed.NEVER);
    assertThat(plan(risk).approvals()).isEqualTo(1);
  }

  private static Plan plan(Risk risk) {
    return Plans.standard(risk, Duration.ZERO, 0, Optional.empty());
  }
}
