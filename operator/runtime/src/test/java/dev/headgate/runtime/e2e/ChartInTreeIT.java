package dev.headgate.runtime.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.api.v1alpha1.ChangedObject;
import dev.headgate.api.v1alpha1.Gap;
import dev.headgate.api.v1alpha1.GateState;
import dev.headgate.api.v1alpha1.RiskLevel;
import dev.headgate.local.Lab;
import dev.headgate.local.junit.InLab;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A release whose chart lies beside it: what it makes is compared, classified and run. */
@ExtendWith(InLab.class)
class ChartInTreeIT {

  private static final String TEMPLATE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: "shop:{{ .Values.tag }}"}]}
      ---
      apiVersion: batch/v1
      kind: Job
      metadata: {name: migrate, annotations: {helm.sh/hook: pre-upgrade}}
      spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}
      """;
  private static final String WEBHOOK =
      """
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: shop-of-a-chart}
      """;

  @Test
  void shouldRunWhatTheChartMakesAndSeeTheRiskThatHidesInATemplate(Lab lab) {
    try (var world = Gated.ungated(lab, files())) {
      // given
      world.createGate(SandboxWorld.SPEC);
      world.awaitState(GateState.OPEN);
      lab.giveSandbox(world.namespace());

      // when
      var bump =
          world.commit(
              "shop 2",
              Map.of(
                  "charts/shop/values.yaml",
                  "tag: '2'",
                  ".headgate/2.yaml",
                  Yaml.intent("Medium")));

      // then
      var proof = world.awaitVerdict(bump, "Passed", RiskLevel.MEDIUM);
      assertThat(proof.getStatus().changes())
          .extracting(ChangedObject::object)
          .containsExactly("Deployment.apps/%s/shop".formatted(world.namespace()));
      var gaps = Objects.requireNonNull(proof.getStatus().verdict()).gaps();
      assertThat(gaps)
          .extracting(Gap::kind)
          .doesNotContain("ChartNotInflated", "NotExercised", "NoSandbox");
      world.awaitLive(bump);

      // when
      var risky =
          world.commit(
              "one line more", Map.of("charts/shop/templates/all.yaml", TEMPLATE + WEBHOOK));

      // then
      assertThat(Sights.rules(world.awaitVerdict(risky, "Passed", RiskLevel.MEDIUM)))
          .contains("Webhook")
          .doesNotContain("Uncovered");
      SandboxWorld.awaitClean(world);
    }
  }

  private static Map<String, String> files() {
    return Map.of(
        "apps/kustomization.yaml",
        "resources: [settings.yaml, shop.yaml]\n",
        "apps/shop.yaml",
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: shop}
        spec:
          interval: 1h
          chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system}}}
        """,
        "charts/shop/Chart.yaml",
        "{apiVersion: v2, name: shop, version: 1.0.0}",
        "charts/shop/values.yaml",
        "tag: '1'",
        "charts/shop/templates/all.yaml",
        TEMPLATE);
  }
}
