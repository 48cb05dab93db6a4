package dev.headgate.core.risk;

import static dev.headgate.core.risk.Example.facts;
import static dev.headgate.core.risk.Example.rendering;
import static dev.headgate.core.risk.NetworkingExamples.ociRepository;
import static dev.headgate.core.risk.NetworkingExamples.release;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.core.change.Coverage;
import dev.headgate.core.change.Manifests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassifierTest {

  private static final String CHART = "oci://example.org/charts/app-template";

  @Test
  void shouldFindNothingInAPatchOfAnApp() {
    var risk = Classifier.classify(facts(appAt("4.1.1"), appAt("4.1.2")));

    assertThat(risk).isEqualTo(new Risk(RiskLevel.LOW, List.of()));
  }

  @Test
  void shouldStayLowWithAMinorOfAnAppAndNameTheReleasesThatRestart() {
    var risk = Classifier.classify(facts(appAt("4.1.1"), appAt("4.2.0")));

    assertThat(risk.level()).isEqualTo(RiskLevel.LOW);
    assertThat(risk.factors())
        .singleElement()
        .satisfies(
            factor -> {
              assertThat(factor.object())
                  .isEqualTo("OCIRepository.source.toolkit.fluxcd.io/web/app");
              assertThat(factor.reason())
                  .isEqualTo("chart app-template 4.1.1 → 4.2.0 (minor), restarts 1: web/app");
            });
  }

  @Test
  void shouldPutTheGravestFactorFirst() {
    var live = appAt("4.1.1");
    var cilium = ociRepository("kube-system/cilium", "oci://example.org/cilium", "1.18.0");

    var risk = Classifier.classify(facts(live + cilium, appAt("4.2.0")));

    assertThat(risk.level()).isEqualTo(RiskLevel.HIGH);
    assertThat(risk.factors()).extracting(Factor::rule).startsWith("Cni").endsWith("AppVersion");
  }

  @Test
  void shouldNeverBeLowWithoutFullCoverageEvenWithoutRules() {
    var nothing = rendering(Manifests.NONE);

    var risk =
        new Classifier(List.of()).risk(facts(nothing, nothing, new Coverage(1, List.of(), true)));

    assertThat(risk.level()).isEqualTo(RiskLevel.MEDIUM);
  }

  @Test
  void shouldLetAnAuthorRaiseTheRiskAndNeverLowerIt() {
    var low = facts(appAt("4.1.1"), appAt("4.1.2"));
    var high = facts(ociRepository("a/cilium", "oci://x/cilium", "1.18.0"), "");

    assertThat(Classifier.classify(withFloor(low, RiskLevel.HIGH)).level())
        .isEqualTo(RiskLevel.HIGH);
    assertThat(Classifier.classify(withFloor(high, RiskLevel.LOW)).level())
        .isEqualTo(RiskLevel.HIGH);
  }

  private static String appAt(String version) {
    return ociRepository("web/app", CHART, version) + release("web/app", "values: {a: 1}");
  }

  private static ChangeFacts withFloor(ChangeFacts facts, RiskLevel level) {
    return new ChangeFacts(
        facts.changeSet(),
        facts.coverage(),
        facts.live(),
        facts.candidate(),
        facts.source(),
        Optional.of(new ChangeFacts.Floor(level, "touches the network")));
  }
}
