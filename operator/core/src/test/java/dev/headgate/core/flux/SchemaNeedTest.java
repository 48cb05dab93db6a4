package dev.headgate.core.flux;

import static dev.headgate.core.flux.Given.DOCUMENTS;
import static dev.headgate.core.flux.Given.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaNeedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{resources: [a]}",
        "{patches: [{patch: '[{op: add, path: /a, value: 1}]', target: {kind: Deployment}}]}",
        "{patches: [{patch: '{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease}'}]}",
        "{patches: [{patch: '{kind: X}', target: {group: helm.toolkit.fluxcd.io, kind: X}}]}",
        "{patches: [{patch: '{kind: X}', target: {kind: HelmRelease}}]}",
        "{patches: [{path: helm.yaml}]}"
      })
  void shouldNotBeNeededForCustomResources(String kustomization) {
    assertThat(isNeeded(kustomization)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{patches: [{patch: '{apiVersion: apps/v1, kind: Deployment}'}]}",
        "{patches: [{patch: '{apiVersion: v1, kind: Service}'}]}",
        "{patches: [{patch: '{apiVersion: networking.k8s.io/v1, kind: Ingress}'}]}",
        "{patches: [{patch: '{apiVersion: helm.toolkit.fluxcd.io/v2}', target: {kind:"
            + " Deployment}}]}",
        "{patches: [{patch: '{kind: X}', target: {group: 'networkin..k8s.io'}}]}",
        "{patches: [{patch: '{kind: X}', target: {group: '.*'}}]}",
        "{patches: [{patch: '{kind: X}', target: {kind: 'Helm.*'}}]}",
        "{patches: [{patch: '{kind: X}', target: {name: x}}]}",
        "{patches: [{patch: '{a: ['}]}",
        "{patches: [{path: missing.yaml}]}",
        "{patchesStrategicMerge: [x]}",
        "{transformers: [x]}",
        "{openapi: {path: x}}"
      })
  void shouldBeNeededWhereverAPatchMayMeetABuiltInKind(String kustomization) {
    assertThat(isNeeded(kustomization)).isTrue();
  }

  @Test
  void shouldBeNeededForAGroupThatIsNoName() {
    var group = "a.".repeat(20_000) + "a";

    assertThat(isNeeded("{patches: [{patch: '{kind: X}', target: {group: %s}}]}".formatted(group)))
        .isTrue();
  }

  private static boolean isNeeded(String kustomization) {
    var need =
        new SchemaNeed(
            DOCUMENTS,
            path ->
                path.equals("helm.yaml")
                    ? Optional.of("apiVersion: helm.toolkit.fluxcd.io/v2")
                    : Optional.empty());
    return need.isNeededBy(object(kustomization));
  }
}
